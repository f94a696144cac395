"""math.isclose."""

import math

import numpy as np


def count_regions(x, y):
    slopes = list(np.diff(y) / np.diff(x))
    return 1 + sum(not math.isclose(s, t, rel_tol=1e-7) for s, t in zip(slopes[:-1], slopes[1:], strict=False))
