"""Parameters first."""

import numpy as np

MISCONCEPTION = "parameters-first"
DESCRIPTION = "X is transposed: time comes first."
HINT = "The shape asked for is (T, R)."
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X.T, np.log(np.abs(r * (1 - 2 * X))).mean(axis=0)
