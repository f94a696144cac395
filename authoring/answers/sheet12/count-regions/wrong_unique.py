"""Different slopes."""

import numpy as np

MISCONCEPTION = "different-slopes"
DESCRIPTION = "this is the number of different slopes; two regions far apart may have the same one."
HINT = "How many regions does a zigzag with slopes 2 and -2 have?"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.sort(np.diff(y) / np.diff(x))
    steeper = np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + np.count_nonzero(np.abs(np.diff(slopes)) > 1e-7 * steeper)
