"""Knots first, then what lies inside."""

import numpy as np

MISCONCEPTION = "points-not-increasing"
DESCRIPTION = "the points are right, but not in increasing order."
HINT = "Two lists put behind each other are not one sorted list."
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.concatenate([inside, X[d == 0]])
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9][::-1]
