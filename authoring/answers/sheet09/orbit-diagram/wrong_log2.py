"""Base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm is to base 2; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log2(np.abs(r * (1 - 2 * X))).mean(axis=0)
