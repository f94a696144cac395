"""c' c for the integral."""

import numpy as np

MISCONCEPTION = "coefficients-squared"
DESCRIPTION = "the cost is half the sum of c_j^2; the functions max(t_j - s, 0) are not orthonormal."
HINT = "The integral of u^2 is a double sum over c_i c_j. Which integral stands beside each?"
LOSES = ["interpolation-test-cost"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K, y)
    return c @ c / 2, c
