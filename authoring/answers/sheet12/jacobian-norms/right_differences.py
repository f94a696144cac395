"""A finite difference: the network is piecewise linear."""

import numpy as np


def jacobian_norms(weights, h, u):
    step, one, other, norms = 1e-7, h, h + 1e-7 * u, []
    for W in weights:
        one, other = np.maximum(W @ one, 0), np.maximum(W @ other, 0)
        norms.append(np.linalg.norm(other - one) / step)
    return np.array(norms)
