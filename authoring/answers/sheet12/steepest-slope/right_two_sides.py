"""The largest and the smallest partial sum."""

import numpy as np


def steepest_slope(a, b):
    walk = np.cumsum(np.array([weight for _, weight in sorted(zip(b.tolist(), a.tolist(), strict=False))]))
    return max(walk.max(), -walk.min())
