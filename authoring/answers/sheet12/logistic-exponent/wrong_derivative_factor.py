"""r - 2 x."""

import numpy as np

MISCONCEPTION = "derivative-brackets"
DESCRIPTION = "the derivative is another one: r multiplies only one of its terms."
HINT = "Write r x (1 - x) as r x - r x^2, and differentiate."
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r - 2 * x))
        x = r * x * (1 - x)
    return total / T
