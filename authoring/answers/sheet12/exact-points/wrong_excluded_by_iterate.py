"""Asks the iterate whether the point moves."""

import numpy as np

MISCONCEPTION = "excluded-by-the-iterate"
DESCRIPTION = "what f^p leaves where it is, is thrown out; so nothing remains."
HINT = "Which map must move the points that you keep, f or its iterate?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    inside = X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j])
    points = np.sort(np.concatenate([X[d == 0], inside]))
    return points[np.abs(np.interp(points, X, Y) - points) > 1e-9]
