"""Half the logarithm of the square."""

import numpy as np


def logistic_exponent(r, x0, T, T_trans):
    f = lambda x: r * x * (1 - x)
    x = x0
    for _ in range(T_trans):
        x = f(x)
    mean = 0.0
    for t in range(T):
        mean += (0.5 * np.log((r * (1 - 2 * x)) ** 2) - mean) / (t + 1)
        x = f(x)
    return mean
