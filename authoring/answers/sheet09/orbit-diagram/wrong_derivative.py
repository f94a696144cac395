"""r (1 - x)."""

import numpy as np

MISCONCEPTION = "wrong-derivative"
DESCRIPTION = "the derivative is wrong: r (1 - x) forgets the second term of the product rule."
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
    return X, np.log(np.abs(r * (1 - X))).mean(axis=0)
