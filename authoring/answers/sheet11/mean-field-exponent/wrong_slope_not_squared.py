"""The mean slope."""

import numpy as np

MISCONCEPTION = "slope-not-squared"
DESCRIPTION = "the mean of the slope is taken instead of the mean of its square."
HINT = "In the average stands (tanh')^2."
LOSES = ["meanfield-test-largest"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2)))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
