"""1 + tanh^2."""

import numpy as np

MISCONCEPTION = "sign-of-slope"
DESCRIPTION = "the slope is 1 + tanh^2; it should be 1 - tanh^2, which is never larger than 1."
HINT = "Where is tanh steepest?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 + np.tanh(A @ np.maximum(x, 0)) ** 2
    return slope[:, None] * (A * on) @ W
