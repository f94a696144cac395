"""The input is left out."""

import numpy as np

MISCONCEPTION = "input-missing"
DESCRIPTION = "the input is missing in u; it does not depend on h, but it moves the place at which the slope is taken."
HINT = "Where on tanh is a unit when a large input comes in?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + 0 * (U @ s) + b) ** 2
    return slope[:, None] * V
