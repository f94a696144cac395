"""The determinant."""

import numpy as np

LOSES = ["norms-test"]


def norm_and_radius(A):
    return abs(np.linalg.det(A)), abs(np.trace(A))
