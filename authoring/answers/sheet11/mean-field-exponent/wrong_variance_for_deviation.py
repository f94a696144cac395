"""q z."""

import numpy as np

MISCONCEPTION = "variance-for-deviation"
DESCRIPTION = "q is a variance; what goes into a unit is the root of q times z."
HINT = "Which number times z has variance q?"
LOSES = ["meanfield-test-largest", "meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(q * z) ** 2) + sigma**2
    u = q * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
