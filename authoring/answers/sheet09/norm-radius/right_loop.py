"""Moduli by hand."""

import numpy as np


def norm_and_radius(A):
    radius = 0.0
    for eigenvalue in np.linalg.eigvals(A):
        radius = max(radius, (eigenvalue.real**2 + eigenvalue.imag**2) ** 0.5)
    return float(np.sqrt(np.linalg.eigvalsh(A.T @ A)[-1])), float(radius)
