"""Only the first parameter."""

import numpy as np

MISCONCEPTION = "first-parameter-only"
DESCRIPTION = "only the first parameter is there."
HINT = "r is an array. Does every entry have its own orbit?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X[:, :1], np.log(np.abs(r * (1 - 2 * X))).mean(axis=0)[:1]
