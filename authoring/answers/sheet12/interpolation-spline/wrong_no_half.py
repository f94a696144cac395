"""The cost without its factor."""

import numpy as np

MISCONCEPTION = "half-missing"
DESCRIPTION = "the cost is twice too large."
HINT = "The cost is half the integral. Is the half there?"
LOSES = ["interpolation-test-cost"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K, y)
    return y @ c, c
