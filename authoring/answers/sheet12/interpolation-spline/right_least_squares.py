"""Least squares, and a tuple made last."""

import numpy as np


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.lstsq(K, y, rcond=None)[0]
    results = [float(y @ c) / 2, c]
    return tuple(results)
