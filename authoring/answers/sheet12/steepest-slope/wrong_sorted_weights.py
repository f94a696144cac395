"""Sorts the weights."""

import numpy as np

MISCONCEPTION = "weights-sorted"
DESCRIPTION = "the weights are sorted by their own size, not by their biases."
HINT = "What has to be put in order is where the units switch on."
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.cumsum(np.sort(a))
    return np.abs(slopes).max()
