"""The sum."""

import numpy as np

MISCONCEPTION = "not-divided"
DESCRIPTION = "this is the sum of the logarithms; the exponent is their mean."
HINT = "Nats per step: what is it divided by?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(np.abs(r * (1 - 2 * X))).sum(axis=0)
