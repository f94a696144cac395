"""Logarithm of the mean."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-mean"
DESCRIPTION = "this is the logarithm of the mean slope; asked for is the mean of the logarithms."
HINT = "Slopes multiply along an orbit. Which mean belongs to products?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(np.abs(r * (1 - 2 * X)).mean(axis=0))
