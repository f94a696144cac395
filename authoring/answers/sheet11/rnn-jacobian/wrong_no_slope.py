"""V alone."""

import numpy as np

MISCONCEPTION = "slope-missing"
DESCRIPTION = "this is V: the slope of tanh is missing."
HINT = "A saturated unit does not react. Where does your Jacobian say so?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + U @ s + b) ** 2
    return np.ones_like(slope)[:, None] * V
