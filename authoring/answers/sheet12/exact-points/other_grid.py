"""A grid."""

import numpy as np

LOSES = ["exact-test"]


def points_of_period(x, y, X, Y):
    grid = (np.arange(1000) + 0.5) / 1000
    d = np.interp(grid, X, Y) - grid
    points = grid[:-1][np.diff(np.sign(d)) != 0]
    return points[np.abs(np.interp(points, x, y) - points) > 1e-2]
