"""Does not leave the fixed points out."""

import numpy as np

MISCONCEPTION = "fixed-points-kept"
DESCRIPTION = "the fixed points of f are among them: they come back after p steps, too."
HINT = "Which points come back after p steps because they never left?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    return np.sort(np.concatenate([X[d == 0], inside]))
