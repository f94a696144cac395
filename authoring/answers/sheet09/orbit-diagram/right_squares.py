"""Half the logarithm of squares; a list of two."""

import numpy as np


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return [X, 0.5 * np.log((r * (1 - 2 * X)) ** 2).sum(axis=0) / len(X)]
