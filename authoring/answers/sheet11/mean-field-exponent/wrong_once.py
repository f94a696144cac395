"""One pass."""

import numpy as np

MISCONCEPTION = "not-iterated"
DESCRIPTION = "the equation for q is used once; it has to be iterated until q stays."
HINT = "Put your q into the right side. Does it come out again?"
LOSES = ["meanfield-test-largest", "meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = g**2 * np.sum(w * np.tanh(z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
