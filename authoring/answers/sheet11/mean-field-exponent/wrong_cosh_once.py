"""The factor 2 of the logarithm is left out."""

import numpy as np

MISCONCEPTION = "factor-two-missing"
DESCRIPTION = "the factor 2 is missing: the slope is one over the square of cosh."
HINT = "What is ln(1 / cosh(u)^2)?"
LOSES = ["meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - np.sum(w * np.log(np.cosh(u)))
    return largest, mean
