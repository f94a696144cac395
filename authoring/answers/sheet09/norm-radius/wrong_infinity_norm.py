"""Largest row sum."""

import numpy as np

MISCONCEPTION = "infinity-norm"
DESCRIPTION = "this is the largest sum of a row, another norm."
HINT = "Which argument of np.linalg.norm gives the spectral norm?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, np.inf), np.abs(np.linalg.eigvals(A)).max()
