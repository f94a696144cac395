"""Signs on the rows."""

import numpy as np

MISCONCEPTION = "signs-on-rows"
DESCRIPTION = "the signs multiply the rows of Q; they belong to its columns."
HINT = "Q S multiplies what: rows or columns?"
LOSES = ["rotation-test-signs"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return g * np.sign(np.diag(R))[:, None] * Q
