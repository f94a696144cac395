"""The last norm."""

import numpy as np

MISCONCEPTION = "last-only"
DESCRIPTION = "only the norm after the last layer is returned."
HINT = "One number is asked for after every layer."
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        before = W @ h
        h = np.maximum(before, 0)
        u = np.where(before > 0, W @ u, 0)
        norms.append(np.linalg.norm(u))
    return norms[-1]
