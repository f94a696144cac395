"""Bits."""

import numpy as np

MISCONCEPTION = "log2"
DESCRIPTION = "these are bits per step: the logarithm is to base 2."
HINT = "Nats belong to which logarithm?"
LOSES = ["meanfield-test-largest", "meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log2(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log2(g) - 2 * np.sum(w * np.log2(np.cosh(u)))
    return largest, mean
