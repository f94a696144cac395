"""No absolute value."""

import numpy as np

MISCONCEPTION = "no-absolute-value"
DESCRIPTION = "the absolute value is missing: where the map falls, the logarithm of a negative number is NaN."
HINT = "On the right half of the parabola the slope is negative. Does that matter for stretching?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(r * (1 - 2 * x))
        x = r * x * (1 - x)
    return total / T
