"""The library's signs."""

import numpy as np

MISCONCEPTION = "signs-of-the-library"
DESCRIPTION = "the signs are those of the library: the diagonal of R is not positive."
HINT = "Multiply Q and R that you have: which entries of R's diagonal are negative?"
LOSES = ["rotation-test-signs"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return g * Q
