"""The orbit first."""

import numpy as np


def logistic_exponent(r, x0, T, T_trans):
    x = np.empty(T_trans + T)
    x[0] = x0
    for t in range(len(x) - 1):
        x[t + 1] = r * x[t] * (1 - x[t])
    return np.mean(np.log(np.abs(r * (1 - 2 * x[T_trans:]))))
