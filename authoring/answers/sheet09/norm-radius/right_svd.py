"""Singular values."""

import numpy as np


def norm_and_radius(A):
    return np.linalg.svd(A, compute_uv=False)[0], max(abs(np.linalg.eigvals(A)))
