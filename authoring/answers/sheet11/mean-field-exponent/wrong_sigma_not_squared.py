"""sigma for sigma squared."""

import numpy as np

MISCONCEPTION = "sigma-not-squared"
DESCRIPTION = "sigma is added to q instead of its square."
HINT = "Is q a variance or a standard deviation?"
LOSES = ["meanfield-test-active"]


def mean_field_exponent(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma
    return 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(np.sqrt(q) * z) ** 2) ** 2))
