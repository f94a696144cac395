"""The mean of the logarithm of the slope."""

import numpy as np

LOSES = ["meanfield-test-active"]


def mean_field_exponent(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    return np.log(g) + np.sum(w * np.log(1 - np.tanh(np.sqrt(q) * z) ** 2))
