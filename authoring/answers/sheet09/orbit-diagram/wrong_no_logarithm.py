"""The mean slope."""

import numpy as np

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing: this is a mean slope."
HINT = "A slope of 1 neither stretches nor shrinks. Which exponent should it have?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.abs(r * (1 - 2 * X)).mean(axis=0)
