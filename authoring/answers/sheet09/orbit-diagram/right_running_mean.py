"""A running sum of logarithms."""

import numpy as np


def orbit_diagram(r, x0, T, T_trans):
    x, total, X = x0 + 0 * r, 0 * r, []
    for t in range(-T_trans, T):
        if t >= 0:
            X.append(x)
            total = total + np.log(np.abs(r * (1 - 2 * x)))
        x = r * x * (1 - x)
    return np.stack(X), total / T
