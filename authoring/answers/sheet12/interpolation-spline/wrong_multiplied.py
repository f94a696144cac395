"""Multiplies by K."""

import numpy as np

MISCONCEPTION = "not-solved"
DESCRIPTION = "K is multiplied with y; the system K c = y asks for c."
HINT = "Which of K, c and y is the unknown?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = K @ y
    return y @ c / 2, c
