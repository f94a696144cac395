"""Largest column sum."""

import numpy as np

MISCONCEPTION = "one-norm"
DESCRIPTION = "this is the largest sum of a column, another norm."
HINT = "Which argument of np.linalg.norm gives the spectral norm?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 1), np.abs(np.linalg.eigvals(A)).max()
