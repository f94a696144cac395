"""The mean slope."""

import numpy as np

MISCONCEPTION = "mean-slope"
DESCRIPTION = "this is the mean of the absolute slopes; asked for is the largest."
HINT = "One steep piece is enough to make a cycle."
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a[np.argsort(b)])
    return np.abs(slopes).mean()
