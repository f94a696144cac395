"""Takes everything within 0.05 of a fixed point for one."""

import numpy as np

LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.sort(np.concatenate([X[d == 0], inside]))
    return points[np.abs(np.interp(points, x, y) - points) > 0.3]
