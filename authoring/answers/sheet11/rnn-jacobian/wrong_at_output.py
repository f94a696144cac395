"""tanh twice."""

import numpy as np

MISCONCEPTION = "slope-at-the-output"
DESCRIPTION = "tanh is applied twice before the slope is taken."
HINT = "The slope of tanh at u is 1 - tanh(u)^2. Which number is u, and which one tanh(u)?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(np.tanh(V @ h + U @ s + b)) ** 2
    return slope[:, None] * V
