"""q = 0."""

import numpy as np

MISCONCEPTION = "starts-at-zero"
DESCRIPTION = "the iteration starts at q = 0, and without input it stays there."
HINT = "q = 0 solves the equation for every g. Is it the solution that is approached?"
LOSES = ["meanfield-test-largest", "meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 0.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
