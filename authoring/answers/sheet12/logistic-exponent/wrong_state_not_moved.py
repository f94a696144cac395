"""The state stays."""

import numpy as np

MISCONCEPTION = "state-not-moved"
DESCRIPTION = "the derivative is always taken at the same point: the state does not move on."
HINT = "What changes from one turn of your second loop to the next?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r * (1 - 2 * x)))
    return total / T
