"""The left end of the piece instead of the zero in it."""

import numpy as np

MISCONCEPTION = "end-of-piece"
DESCRIPTION = "the pieces are the right ones, but their left ends are returned, not the zeros in them."
HINT = "You know d at both ends, and that it is a straight line in between. Solve for its zero."
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero(d[:-1] * d[1:] < 0)
    points = np.sort(np.concatenate([X[d == 0], X[j]]))
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
