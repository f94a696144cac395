"""The largest weight."""

import numpy as np

MISCONCEPTION = "largest-weight"
DESCRIPTION = "this is the largest weight; a slope is the sum of all weights that are switched on."
HINT = "At x = 1 every unit is on. What is the slope there?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = a
    return np.abs(slopes).max()
