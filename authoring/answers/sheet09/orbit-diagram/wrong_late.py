"""Moved on before it is stored."""

import numpy as np

MISCONCEPTION = "one-step-late"
DESCRIPTION = "the states are one step late: the first one that counts is left out."
HINT = "With T_trans = 0, is X[0] your start?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        x = r * x * (1 - x)
        X[t] = x
    return X, np.log(np.abs(r * (1 - 2 * X))).mean(axis=0)
