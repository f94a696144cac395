"""Transposed."""

import numpy as np

MISCONCEPTION = "transposed"
DESCRIPTION = "this is the transpose: rows and columns are exchanged."
HINT = "J[i, j] is the derivative of which unit with respect to which?"
LOSES = ["vanilla-test-driven", "vanilla-test-rest"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + U @ s + b) ** 2
    return (slope[:, None] * V).T
