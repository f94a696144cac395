"""Collects backwards and reverses once."""

import numpy as np


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for side in reversed(list(symbols)):
        root = (1 - 4 * X[-1] / r) ** 0.5
        X.append(0.5 + root / 2 if side == 1 else 0.5 - root / 2)
    return np.array(X[::-1])
