"""Sum of the sizes."""

import numpy as np

MISCONCEPTION = "sum-of-absolute-weights"
DESCRIPTION = "this is the sum of all |a_i|: a bound, but weights of opposite signs cancel."
HINT = "First the sum, then the absolute value, or the other way round?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    np.cumsum(a[np.argsort(b)])
    return np.abs(a).sum()
