"""Begins with u."""

import numpy as np

MISCONCEPTION = "start-included"
DESCRIPTION = "the norm of u itself stands at the beginning; there is one number too many."
HINT = "How many layers are there, and how many numbers do you return?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = [np.linalg.norm(u)]
    for W in weights:
        before = W @ h
        h = np.maximum(before, 0)
        u = np.where(before > 0, W @ u, 0)
        norms.append(np.linalg.norm(u))
    return np.array(norms)
