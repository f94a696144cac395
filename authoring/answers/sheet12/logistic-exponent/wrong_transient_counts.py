"""The transient counts."""

import numpy as np

MISCONCEPTION = "transient-counted"
DESCRIPTION = "the steps of the transient count as well, in the sum and in the number of steps."
HINT = "How many terms does your mean have?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x, total = x0, 0.0
    for _ in range(T_trans + T):
        total += np.log(abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return total / (T_trans + T)
