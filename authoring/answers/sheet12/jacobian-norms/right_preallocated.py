"""An array that is filled."""

import numpy as np


def jacobian_norms(weights, h, u):
    norms = np.empty(len(weights))
    for t in range(len(weights)):
        before, u = weights[t] @ h, weights[t] @ u
        u[before <= 0] = 0
        h = before * (before > 0)
        norms[t] = np.sqrt(u @ u)
    return norms
