"""g for g squared, under the logarithm."""

import numpy as np

MISCONCEPTION = "gain-not-squared"
DESCRIPTION = "under the logarithm stands g instead of its square."
HINT = "A perturbation is multiplied by weights of size g. And its squared length?"
LOSES = ["meanfield-test-largest"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
