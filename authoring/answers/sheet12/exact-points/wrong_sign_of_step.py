"""Steps away from the zero."""

import numpy as np

MISCONCEPTION = "step-away-from-zero"
DESCRIPTION = "the zeros inside pieces lie on the wrong side of the left end: a sign is wrong."
HINT = "If d is negative on the left and grows, is the zero to the right or to the left of it?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] + d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.sort(np.concatenate([X[d == 0], inside]))
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
