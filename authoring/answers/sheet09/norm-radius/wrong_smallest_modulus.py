"""The smallest modulus."""

import numpy as np

MISCONCEPTION = "smallest-eigenvalue"
DESCRIPTION = "this is the smallest modulus of an eigenvalue."
HINT = "Which eigenvalue wins after many steps?"
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.abs(np.linalg.eigvals(A)).min()
