"""Recursion."""

import numpy as np


def backward_orbit(r, symbols, x_end):
    if len(symbols) == 0:
        return np.array([x_end])
    X = backward_orbit(r, symbols[1:], x_end)
    root = np.sqrt(1 - 4 * X[0] / r)
    return np.concatenate([[(1 + root) / 2 if symbols[0] else (1 - root) / 2], X])
