"""The gain is left out of the mean."""

import numpy as np

MISCONCEPTION = "gain-missing-in-mean"
DESCRIPTION = "the gain is missing in the mean: det V counts as well."
HINT = "Without the tanh every exponent is ln g. Is your mean?"
LOSES = ["meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = -2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
