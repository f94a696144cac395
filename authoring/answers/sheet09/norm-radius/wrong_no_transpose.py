"""A A for A^T A."""

import numpy as np

MISCONCEPTION = "radius-for-norm"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.sqrt(np.abs(np.linalg.eigvals(A @ A)).max()), np.abs(np.linalg.eigvals(A)).max()
