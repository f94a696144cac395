"""A times its transpose has the same eigenvalues."""

import numpy as np


def norm_and_radius(A):
    squares = np.linalg.eigvals(A @ A.T).real
    return squares.max() ** 0.5, np.abs(np.linalg.eigvals(A.T)).max()
