"""Root mean square."""

import numpy as np

LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    return np.sqrt(np.mean(np.cumsum(a[np.argsort(b)]) ** 2))
