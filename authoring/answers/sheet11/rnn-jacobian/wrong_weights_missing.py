"""The diagonal alone."""

import numpy as np

MISCONCEPTION = "weights-missing"
DESCRIPTION = "this is the diagonal matrix of slopes: V is missing."
HINT = "The chain rule has an inner derivative, too."
LOSES = ["vanilla-test-driven", "vanilla-test-rest"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + U @ s + b) ** 2
    return np.diag(slope)
