"""Two regions for every bend."""

import numpy as np

LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y) / np.diff(x)
    steeper = np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + 2 * np.count_nonzero(np.abs(np.diff(slopes)) > 1e-7 * steeper)
