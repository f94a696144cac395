"""Zeros at knots from both sides."""

import numpy as np

MISCONCEPTION = "zeros-at-knots-twice"
DESCRIPTION = "points on a knot are there twice, once for each piece that ends in them."
HINT = "Two pieces share a knot. Which of your conditions lets both of them have it?"
LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    d = Y - X
    j = np.flatnonzero((d[:-1] * d[1:] <= 0) & (d[:-1] != d[1:]))
    points = np.sort(X[j] - d[j] * (X[j + 1] - X[j]) / (d[j + 1] - d[j]))
    return points[np.abs(np.interp(points, x, y) - points) > 1e-9]
