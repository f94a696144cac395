"""No gain."""

import numpy as np

MISCONCEPTION = "gain-missing"
DESCRIPTION = "the gain is missing: V is orthogonal."
HINT = "How long is V x for a vector x of length 1?"
LOSES = ["rotation-test-gain"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return Q * np.sign(np.diag(R))
