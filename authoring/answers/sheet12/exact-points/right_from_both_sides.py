"""Finds zeros at knots from both sides, then removes the doubles."""

import numpy as np


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero((d[:-1] * d[1:] <= 0) & (d[:-1] != d[1:]))
    points = np.sort(X[j] + (X[j + 1] - X[j]) * d[j] / (d[j] - d[j + 1]))
    points = points[np.diff(points, prepend=-1) > 1e-9]
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
