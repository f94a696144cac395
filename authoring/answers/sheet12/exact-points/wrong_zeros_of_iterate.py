"""Zeros of f^p."""

import numpy as np

MISCONCEPTION = "zeros-of-the-iterate"
DESCRIPTION = "these are the zeros of f^p itself, not of f^p(x) - x."
HINT = "A point comes back where the value equals the place."
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    points = X[Y == 0]
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
