"""The slope of another function."""

import numpy as np

LOSES = ["vanilla-test-driven", "vanilla-test-rest"]


def rnn_jacobian(V, U, b, h, s):
    y = 1 / (1 + np.exp(-(V @ h + U @ s + b)))
    return (y * (1 - y))[:, None] * V
