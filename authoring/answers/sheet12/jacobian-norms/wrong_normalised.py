"""The direction is normalised in every layer."""

import numpy as np

MISCONCEPTION = "normalised-each-layer"
DESCRIPTION = "the direction is shortened to 1 after every layer, so that each norm is that of a single layer."
HINT = "Asked for is the Jacobian of all layers up to this one. Does your product contain all of them?"
LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        before = W @ h
        h = np.maximum(before, 0)
        u = np.where(before > 0, W @ u, 0)
        norm = np.linalg.norm(u)
        u = u / norm
        norms.append(norm)
    return np.array(norms)
