"""The largest slope with its sign."""

import numpy as np

MISCONCEPTION = "falling-slopes-ignored"
DESCRIPTION = "only rising pieces count: the absolute value is missing."
HINT = "A map that falls steeply stretches as well."
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a[np.argsort(b)])
    return slopes.max()
