"""Zeros at knots only."""

import numpy as np

MISCONCEPTION = "zeros-inside-missed"
DESCRIPTION = "only points on knots are found; those inside a piece are missing."
HINT = "A straight line can cross zero between its two ends. How do the signs there tell?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    points = X[Y == X]
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
