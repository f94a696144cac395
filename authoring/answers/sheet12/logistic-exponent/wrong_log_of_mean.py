"""Logarithm of the mean."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-mean"
DESCRIPTION = "this is the logarithm of the mean slope; asked for is the mean of the logarithms."
HINT = "Slopes multiply along an orbit. Which mean belongs to products?"
LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    x = x0
    for _ in range(T_trans):
        x = r * x * (1 - x)
    slopes = []
    for _ in range(T):
        slopes.append(abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return np.log(np.mean(slopes))
