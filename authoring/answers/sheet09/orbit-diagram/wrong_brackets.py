"""r - 2 x."""

import numpy as np

MISCONCEPTION = "derivative-brackets"
DESCRIPTION = "the derivative is wrong: r multiplies only one of its terms."
HINT = "Write r x (1 - x) as r x - r x^2, and differentiate."
LOSES = ["diagram-test"]


def orbit_diagram(r, x0, T, T_trans):
    x = np.full(len(r), float(x0))
    for _ in range(T_trans):
        x = r * x * (1 - x)
    X = np.empty((T, len(r)))
    for t in range(T):
        X[t] = x
        x = r * x * (1 - x)
    return X, np.log(np.abs(r - 2 * X)).mean(axis=0)
