"""A sign of the product."""

import numpy as np

MISCONCEPTION = "sign-in-product"
DESCRIPTION = "the term that is linear in s has the wrong sign."
HINT = "What is (t_i - s)(t_j - s), multiplied out?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m + np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K, y)
    return y @ c / 2, c
