"""One step of the transient is missing."""

import numpy as np

MISCONCEPTION = "one-step-early"
DESCRIPTION = "the states are one step early."
HINT = "How many steps are made before the first state that counts?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans - 1):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(np.abs(r * (1 - 2 * X))).mean(axis=0)
