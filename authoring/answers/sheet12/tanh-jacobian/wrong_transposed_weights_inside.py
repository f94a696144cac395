"""The slope at the transpose's input."""

import numpy as np

MISCONCEPTION = "transposed-input"
DESCRIPTION = "the input of each unit is summed over the wrong index: h times the columns of W."
HINT = "u_i is the sum over j of W[i, j] h[j]. Which axis of W meets h?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(h @ W) ** 2
    return slope[:, None] * W
