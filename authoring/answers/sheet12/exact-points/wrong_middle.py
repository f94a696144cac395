"""The middle of the piece."""

import numpy as np

MISCONCEPTION = "middle-of-piece"
DESCRIPTION = "the pieces are the right ones, but their middles are returned, not the zeros in them."
HINT = "You know d at both ends, and that it is a straight line in between. Solve for its zero."
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    points = np.sort(np.concatenate([X[d == 0], (X[j] + X[j + 1]) / 2]))
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
