"""NumPy's default norm."""

import numpy as np

MISCONCEPTION = "frobenius"
DESCRIPTION = "this is the Frobenius norm, the root of the sum of all squares."
HINT = "np.linalg.norm takes a second argument. Which one gives the spectral norm?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A), np.abs(np.linalg.eigvals(A)).max()
