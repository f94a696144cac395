"""Keeps the fixed points and drops the others."""

import numpy as np

MISCONCEPTION = "only-fixed-points-kept"
DESCRIPTION = "only the fixed points of f are returned: those that should be left out."
HINT = "A point of period p moves under f. On which knots did you solve, and which side of the inequality stays?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.sort(np.concatenate([X[d == 0], inside]))
    return points[np.abs(np.interp(points, x, y) - points) < 1e-9]
