"""The largest entry."""

import numpy as np

MISCONCEPTION = "largest-entry"
DESCRIPTION = "this is the largest entry of the matrix."
HINT = "A vector between the axes may be stretched more than the axes are."
LOSES = ["norms-test"]


def norm_and_radius(A):
    return np.abs(A).max(), np.abs(np.linalg.eigvals(A)).max()
