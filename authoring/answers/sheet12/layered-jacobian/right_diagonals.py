"""Diagonal matrices."""

import numpy as np


def jacobian(A, W, z):
    x = W @ z
    inner, outer = np.diag((x > 0).astype(float)), np.diag(1 / np.cosh(A @ np.maximum(x, 0)) ** 2)
    return outer @ A @ inner @ W
