"""The results in the other order."""

import numpy as np

MISCONCEPTION = "swapped"
DESCRIPTION = "the cost and the coefficients are in the wrong order."
HINT = "What comes first in the docstring?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K, y)
    return c, y @ c / 2
