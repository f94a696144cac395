"""Misses zeros at knots."""

import numpy as np

MISCONCEPTION = "zeros-at-knots-missed"
DESCRIPTION = "points that lie on a knot of the iterate are missing."
HINT = "Where d is exactly zero at a knot, do its neighbours have opposite signs *on one piece*?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    points = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
