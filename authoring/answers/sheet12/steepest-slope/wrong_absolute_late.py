"""The absolute value of the largest."""

import numpy as np

MISCONCEPTION = "falling-slopes-ignored"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a[np.argsort(b)])
    return abs(slopes.max())
