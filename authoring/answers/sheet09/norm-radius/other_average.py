"""The mean modulus."""

import numpy as np

LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.abs(np.linalg.eigvals(A)).mean()
