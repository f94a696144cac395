"""Norms of the states."""

import numpy as np

MISCONCEPTION = "norm-of-the-state"
DESCRIPTION = "these are the norms of the states, not of the direction that the Jacobian has made of u."
HINT = "Which of your two vectors is the Jacobian times u?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        before = W @ h
        h = np.maximum(before, 0)
        u = np.where(before > 0, W @ u, 0)
        norms.append(np.linalg.norm(h))
    return np.array(norms)
