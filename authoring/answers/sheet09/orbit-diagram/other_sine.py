"""Another map."""

import numpy as np

LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r / 4 * np.sin(np.pi * x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r / 4 * np.sin(np.pi * x)
    return X, np.log(np.abs(r * (1 - 2 * X))).mean(axis=0)
