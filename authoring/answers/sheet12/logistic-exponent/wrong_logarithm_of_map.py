"""Logarithm of the value."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-value"
DESCRIPTION = "this is the mean logarithm of the state, not of the derivative."
HINT = "Stretching is what the derivative tells."
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r * x * (1 - x)))
        x = r * x * (1 - x)
    return total / T
