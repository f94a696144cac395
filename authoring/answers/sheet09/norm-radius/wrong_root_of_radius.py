"""A root too many."""

import numpy as np

MISCONCEPTION = "root-of-radius"
DESCRIPTION = "the radius has a root that does not belong there."
HINT = "The root belongs to A^T A, whose eigenvalues are squares of lengths."
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.linalg.norm(A, 2), np.sqrt(np.abs(np.linalg.eigvals(A)).max())
