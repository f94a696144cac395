"""1 - tanh."""

import numpy as np

MISCONCEPTION = "square-missing"
DESCRIPTION = "the square is missing: the slope of tanh is 1 - tanh^2."
HINT = "tanh is odd, so its slope is even. Is yours?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(W @ h) * 1
    return slope[:, None] * W
