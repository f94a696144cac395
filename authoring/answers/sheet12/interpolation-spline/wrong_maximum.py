"""The larger of the two points as the limit."""

import numpy as np

MISCONCEPTION = "limit-too-far"
DESCRIPTION = "the integral runs to the larger of the two points."
HINT = "Where is one of the two factors max(t - s, 0) zero?"
LOSES = ["interpolation-test-cost"]


def interpolation(t, y):
    m = np.maximum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K, y)
    return y @ c / 2, c
