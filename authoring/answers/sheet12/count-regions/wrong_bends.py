"""Bends."""

import numpy as np

MISCONCEPTION = "one-region-missing"
DESCRIPTION = "this is the number of bends; there is one region more than bends."
HINT = "How many regions has a straight line?"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y) / np.diff(x)
    steeper = np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return np.count_nonzero(np.abs(np.diff(slopes)) > 1e-7 * steeper)
