"""No absolute value."""

import numpy as np

MISCONCEPTION = "no-absolute-value"
DESCRIPTION = "the absolute value is missing: where the map falls, the logarithm of a negative number is NaN."
HINT = "On the right half of the parabola the slope is negative. Does that matter for stretching?"
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(r * (1 - 2 * X)).mean(axis=0)
