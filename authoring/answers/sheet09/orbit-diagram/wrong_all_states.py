"""The transient is returned as well."""

import numpy as np

MISCONCEPTION = "transient-returned"
DESCRIPTION = "X holds the transient as well."
HINT = "How many rows should X have?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    X = np.empty((T_trans + T, len(r)))
    X[0] = x0
    for t in range(T_trans + T - 1):
        X[t + 1] = r * X[t] * (1 - X[t])
    return X, np.log(np.abs(r * (1 - 2 * X[T_trans:]))).mean(axis=0)
