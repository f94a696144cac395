"""One too many."""

import numpy as np

LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    return 1 + np.abs(np.cumsum(a[np.argsort(b)])).max()
