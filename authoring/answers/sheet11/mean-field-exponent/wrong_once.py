"""One pass."""

import numpy as np

MISCONCEPTION = "not-iterated"
DESCRIPTION = "the equation for q is used once; it has to be iterated until q stays."
HINT = "Put your q into the right side. Does it come out again?"
LOSES = ["meanfield-test-active", "meanfield-test-rest"]


def mean_field_exponent(g, sigma, z, w):
    q = 1.0
    for _ in range(1):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    return 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(np.sqrt(q) * z) ** 2) ** 2))
