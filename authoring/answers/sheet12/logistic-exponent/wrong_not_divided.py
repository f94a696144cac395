"""The sum."""

import numpy as np

MISCONCEPTION = "not-divided"
DESCRIPTION = "this is the sum of the logarithms; the exponent is their mean."
HINT = "Nats per step: what is it divided by?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    total = 0.0
    for _ in range(T):
        total += np.log(abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return total
