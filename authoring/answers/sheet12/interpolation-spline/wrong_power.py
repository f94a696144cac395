"""The cube without its third."""

import numpy as np

MISCONCEPTION = "third-missing"
DESCRIPTION = "the integral of s^2 is m^3 / 3."
HINT = "What is the integral of s^2 from 0 to m?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3
    c = np.linalg.solve(K, y)
    return y @ c / 2, c
