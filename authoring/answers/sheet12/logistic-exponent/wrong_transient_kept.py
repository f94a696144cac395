"""No transient."""

import numpy as np

MISCONCEPTION = "transient-kept"
DESCRIPTION = "the transient is not dropped: the sum starts at x0."
HINT = "T_trans steps are made before anything counts."
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(0):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return total / T
