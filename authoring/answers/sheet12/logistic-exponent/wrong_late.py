"""The derivative one step later."""

import numpy as np

MISCONCEPTION = "one-step-late"
DESCRIPTION = "the derivative is taken one step too late: the first point that counts is left out."
HINT = "Is the derivative taken before or after the state moves?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        x = r * x * (1 - x)
        total += np.log(abs(r * (1 - 2 * x)))
    return total / T
