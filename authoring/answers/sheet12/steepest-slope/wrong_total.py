"""The last slope."""

import numpy as np

MISCONCEPTION = "last-slope-only"
DESCRIPTION = "this is the slope of the last piece alone."
HINT = "The slope walks. Where is it largest?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a[np.argsort(b)])
    return np.abs(slopes[-1])
