"""1 - tanh."""

import numpy as np

MISCONCEPTION = "square-missing"
DESCRIPTION = "the square is missing: the slope of tanh is 1 - tanh^2."
HINT = "tanh is odd, so its slope is even. Is yours?"
LOSES = ["vanilla-test-driven"]


def rnn_jacobian(V, U, b, h, s):
    slope = 1 - np.tanh(V @ h + U @ s + b)
    return slope[:, None] * V
