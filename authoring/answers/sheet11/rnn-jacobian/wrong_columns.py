"""Scales columns."""

import numpy as np

MISCONCEPTION = "columns-scaled"
DESCRIPTION = "the slopes multiply the columns of V; they belong to the rows."
HINT = "Does the slope of tanh belong to the unit that gives the value, or to the one that is listened to?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + U @ s + b) ** 2
    return slope * V
