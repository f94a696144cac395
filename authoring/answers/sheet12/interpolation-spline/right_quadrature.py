"""The integral by Gauss and Legendre's rule, which is exact for it."""

import numpy as np


def interpolation(t, y):
    nodes, weights = np.polynomial.legendre.leggauss(3)
    m = np.minimum.outer(t, t)
    s = (nodes + 1) / 2 * m[..., None]
    K = ((t[:, None, None] - s) * (t[None, :, None] - s)) @ weights * m / 2
    c = np.linalg.solve(K, y)
    return c @ K @ c / 2, c
