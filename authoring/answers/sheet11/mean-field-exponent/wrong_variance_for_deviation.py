"""q z."""

import numpy as np

MISCONCEPTION = "variance-for-deviation"
DESCRIPTION = "q is a variance; what goes into a unit is the root of q times z."
HINT = "Which number times z has variance q?"
LOSES = ["meanfield-test-active"]


def mean_field_exponent(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(q * z) ** 2) + sigma**2
    return 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(q * z) ** 2) ** 2))
