"""The smallest singular value."""

import numpy as np

MISCONCEPTION = "smallest-singular-value"
DESCRIPTION = "this is the smallest singular value, the length of the shortest image."
HINT = "In which order does NumPy return singular values?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.svd(A)[1][-1], np.abs(np.linalg.eigvals(A)).max()
