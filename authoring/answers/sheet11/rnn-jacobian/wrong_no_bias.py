"""The bias is left out."""

import numpy as np

MISCONCEPTION = "bias-missing"
DESCRIPTION = "the bias is missing in u."
HINT = "What is added to V h and U s before tanh?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + U @ s + 0 * b) ** 2
    return slope[:, None] * V
