"""A two-sided estimate."""

import numpy as np

LOSES = ["notions-test"]


def logistic_exponent(r, x0, T, T_trans):
    f = lambda x: r * x * (1 - x)
    x, y = x0, x0 + 1e-3
    for _ in range(T_trans):
        x = f(x)
    y = x + 1e-3
    for _ in range(T):
        x, y = f(x), f(y)
    return np.log(abs(y - x) / 1e-3 + 1e-12) / T
