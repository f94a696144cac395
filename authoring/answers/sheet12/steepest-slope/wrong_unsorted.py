"""In the order in which the units come."""

import numpy as np

MISCONCEPTION = "not-sorted"
DESCRIPTION = "the weights are summed in the order in which they come, not in the order of their biases."
HINT = "Walking from left to right, which unit switches on first?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(a)
    return np.abs(slopes).max()
