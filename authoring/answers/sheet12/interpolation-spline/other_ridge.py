"""A bent system."""

import numpy as np

LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    m = np.minimum.outer(t, t)
    K = np.multiply.outer(t, t) * m - np.add.outer(t, t) * m**2 / 2 + m**3 / 3
    c = np.linalg.solve(K + 0.01 * np.eye(len(t)), y)
    return y @ c / 2, c
