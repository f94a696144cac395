"""Transposed."""

import numpy as np

MISCONCEPTION = "transposed"
DESCRIPTION = "this is the transpose: rows and columns are exchanged."
HINT = "J[i, j] is the derivative of which unit with respect to which?"
LOSES = ["jacobian-test-rest", "jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(W @ h) ** 2
    return (slope[:, None] * W).T
