"""Counts grid points that come close to where they were."""

import numpy as np

MISCONCEPTION = "grid-points-that-come-close"
DESCRIPTION = "grid points that come back approximately are counted; how many those are depends on the tolerance."
HINT = "The exact zeros lie between grid points. What changes from one side of a zero to the other?"
LOSES = ["grid-test-periods", "grid-test-fixed"]


def count_points_of_period(r, p, x):
    y = x
    for _ in range(p):
        y = r * y * (1 - y)
    once = r * x * (1 - x)
    return np.sum((np.abs(y - x) < 1e-2) & (np.abs(once - x) > 1e-2))
