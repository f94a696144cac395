"""Transposed."""

import numpy as np

MISCONCEPTION = "transposed"
DESCRIPTION = "this is the transpose: rows and columns are exchanged."
HINT = "J[i, j] is the derivative of which entry with respect to which?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 - np.tanh(A @ np.maximum(x, 0)) ** 2
    return (slope[:, None] * (A * on) @ W).T
