"""All units are on."""

import numpy as np

MISCONCEPTION = "units-all-on"
DESCRIPTION = "the slopes of ReLU are missing: all k units are taken as on."
HINT = "Which units pass a small change of z on?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    slope = 1 - np.tanh(A @ np.maximum(x, 0)) ** 2
    return slope[:, None] * (A @ W)
