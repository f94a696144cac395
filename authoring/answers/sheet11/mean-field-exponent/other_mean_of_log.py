"""The mean twice."""

import numpy as np

LOSES = ["meanfield-test-largest"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return mean, mean
