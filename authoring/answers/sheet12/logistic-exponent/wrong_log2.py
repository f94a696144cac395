"""Base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm is to base 2; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log2(abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return total / T
