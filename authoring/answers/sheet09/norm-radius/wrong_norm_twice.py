"""Singular values for eigenvalues."""

import numpy as np

MISCONCEPTION = "norm-for-radius"
DESCRIPTION = "the norm stands for the spectral radius as well."
HINT = "The radius asks for the eigenvalues of A itself, not for its singular values."
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.linalg.norm(A, 2)
