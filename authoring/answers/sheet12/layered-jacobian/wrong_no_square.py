"""1 - tanh."""

import numpy as np

MISCONCEPTION = "square-missing"
DESCRIPTION = "the square is missing: the slope of tanh is 1 - tanh^2."
HINT = "tanh is odd, so its slope is even. Is yours?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 - np.tanh(A @ np.maximum(x, 0))
    return slope[:, None] * (A * on) @ W
