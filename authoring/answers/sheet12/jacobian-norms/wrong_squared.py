"""Squared norms."""

import numpy as np

MISCONCEPTION = "norm-squared"
DESCRIPTION = "the norms are squared."
HINT = "A norm has a root."
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        before = W @ h
        h = np.maximum(before, 0)
        u = np.where(before > 0, W @ u, 0)
        norms.append(u @ u)
    return np.array(norms)
