"""1 + tanh^2."""

import numpy as np

MISCONCEPTION = "sign-of-slope"
DESCRIPTION = "the slope is 1 + tanh^2; it should be 1 - tanh^2, which is never larger than 1."
HINT = "Where is tanh steepest?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 + np.tanh(W @ h) ** 2
    return slope[:, None] * W
