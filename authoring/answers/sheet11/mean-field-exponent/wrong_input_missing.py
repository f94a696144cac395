"""No input."""

import numpy as np

MISCONCEPTION = "input-missing"
DESCRIPTION = "the input is missing in the equation for q."
HINT = "The variance of a sum of two independent terms is what?"
LOSES = ["meanfield-test-largest", "meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2)
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
