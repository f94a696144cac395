"""No transient."""

import numpy as np

MISCONCEPTION = "transient-kept"
DESCRIPTION = "the transient is not dropped: the states that count begin with x0."
HINT = "T_trans steps are made before anything counts."
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(0):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(np.abs(r * (1 - 2 * X))).mean(axis=0)
