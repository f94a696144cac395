"""How many there are."""

import numpy as np

MISCONCEPTION = "number-instead-of-points"
DESCRIPTION = "this is how many points there are; asked for are the points."
HINT = "What does the docstring say about the result?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.sort(np.concatenate([X[d == 0], inside]))
    return np.sum(np.abs(np.interp(points, x, y) - points) > 1e-9)
