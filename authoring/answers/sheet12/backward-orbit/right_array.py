"""Fills an array from its end."""

import numpy as np


def backward_orbit(r, symbols, x_end):
    n = len(symbols)
    X = np.empty(n + 1)
    X[n] = x_end
    for t in range(n - 1, -1, -1):
        X[t] = (1 + (2 * symbols[t] - 1) * np.sqrt(1 - 4 * X[t + 1] / r)) / 2
    return X
