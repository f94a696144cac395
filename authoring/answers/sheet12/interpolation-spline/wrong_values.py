"""The values as coefficients."""

import numpy as np

MISCONCEPTION = "values-as-coefficients"
DESCRIPTION = "the values y are taken for the coefficients c."
HINT = "Does your spline pass through the points? What does K c = y say?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = y * 1.0
    return y @ K @ y / 2, c
