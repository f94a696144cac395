"""No tolerance."""

import numpy as np

MISCONCEPTION = "no-tolerance"
DESCRIPTION = "slopes that differ by rounding alone count as different."
HINT = "Print the slopes of a straight line with all digits."
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y) / np.diff(x)
    np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + np.count_nonzero(np.abs(np.diff(slopes)) > 0)
