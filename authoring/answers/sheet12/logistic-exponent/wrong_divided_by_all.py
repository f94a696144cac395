"""Divided by T + T_trans."""

import numpy as np

MISCONCEPTION = "divided-by-all-steps"
DESCRIPTION = "the sum is divided by all steps, those of the transient included."
HINT = "Over how many terms is the mean?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return total / (T + T_trans)
