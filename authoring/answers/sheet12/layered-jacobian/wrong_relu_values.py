"""The values of ReLU for its slopes."""

import numpy as np

MISCONCEPTION = "relu-values"
DESCRIPTION = "the values of ReLU stand where its slopes belong."
HINT = "What is the derivative of max(x, 0) at x = 3?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    r = np.maximum(W @ z, 0)
    slope = 1 - np.tanh(A @ r) ** 2
    return slope[:, None] * (A * r) @ W
