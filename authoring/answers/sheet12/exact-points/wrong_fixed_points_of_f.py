"""The fixed points of f."""

import numpy as np

MISCONCEPTION = "only-fixed-points-kept"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = y - x
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = x[j] - d[j] * (x[j + 1] - x[j]) / (d[j + 1] - d[j])
    return np.sort(np.concatenate([x[d == 0], inside]))
