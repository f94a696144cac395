"""Descending biases."""

import numpy as np

MISCONCEPTION = "from-the-right"
DESCRIPTION = "the units are summed from the right: those with large biases first."
HINT = "ReLU(x - b) is on where x is larger than b. Which units are on near x = 0?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a[np.argsort(-b)])
    return np.abs(slopes).max()
