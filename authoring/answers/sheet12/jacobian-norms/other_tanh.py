"""tanh."""

import numpy as np

LOSES = ["jacobian-test"]


def jacobian_norms(weights, h, u):
    norms = []
    for W in weights:
        h = np.tanh(W @ h)
        u = (1 - h**2) * (W @ u)
        norms.append(np.linalg.norm(u))
    return np.array(norms)
