"""The logarithm of the mean slope."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-mean"
DESCRIPTION = "for the mean the logarithm is taken after averaging the slope; it belongs inside the average."
HINT = "A determinant is a product of slopes. What is the mean of its logarithm?"
LOSES = ["meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g * np.sum(w * (1 - np.tanh(u) ** 2)))
    return largest, mean
