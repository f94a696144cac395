"""Logarithm of the state."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-value"
DESCRIPTION = "this is the mean logarithm of the state, not of the derivative."
HINT = "Stretching is what the derivative tells."
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(X).mean(axis=0)
