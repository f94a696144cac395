"""No half."""

import numpy as np

MISCONCEPTION = "half-missing"
DESCRIPTION = "the factor 1/2 is missing: lengths grow, not squared lengths."
HINT = "The formula in brackets is the growth of a squared length. What is that of a length?"
LOSES = ["meanfield-test-largest"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
