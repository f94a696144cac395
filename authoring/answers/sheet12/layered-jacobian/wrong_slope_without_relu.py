"""The slope of tanh without ReLU."""

import numpy as np

MISCONCEPTION = "relu-left-out"
DESCRIPTION = "the slope of tanh is taken at A W z; ReLU stands in between."
HINT = "What goes into tanh?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 - np.tanh(A @ x) ** 2
    return slope[:, None] * (A * on) @ W
