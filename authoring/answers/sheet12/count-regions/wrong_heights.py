"""Differences instead of slopes."""

import numpy as np

MISCONCEPTION = "heights-instead-of-slopes"
DESCRIPTION = "rises are compared, not slopes: the widths of the pieces are left out."
HINT = "Two pieces of different widths on one straight line: do they rise by the same amount?"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y)
    steeper = np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + np.count_nonzero(np.abs(np.diff(slopes)) > 1e-7 * steeper)
