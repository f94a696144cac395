"""The slide's second claim."""

import numpy as np

MISCONCEPTION = "radius-for-norm"
DESCRIPTION = "the spectral radius stands for the norm: they agree for normal matrices only."
HINT = "Try the shear ((1, 1), (0, 1)): its eigenvalues are 1. Does it keep all lengths?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.abs(np.linalg.eigvals(A)).max(), np.abs(np.linalg.eigvals(A)).max()
