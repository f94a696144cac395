"""The determinant."""

import numpy as np

LOSES = ["norms-test-norm", "norms-test-radius"]


def norm_and_radius(A):
    return abs(np.linalg.det(A)), abs(np.trace(A))
