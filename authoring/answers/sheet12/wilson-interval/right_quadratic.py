"""The roots of the quadratic equation."""

import numpy as np


def wilson_interval(hits, n, z=1.96):
    p = hits / n
    return tuple(np.sort(np.roots([1 + z**2 / n, -(2 * p + z**2 / n), p**2]).real))
