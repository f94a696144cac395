"""g squared."""

import numpy as np

MISCONCEPTION = "gain-squared"
DESCRIPTION = "lengths are multiplied by g squared."
HINT = "How long is V x for a vector x of length 1?"
LOSES = ["rotation-test-gain"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return g**2 * Q * np.sign(np.diag(R))
