"""g in the slope's argument."""

import numpy as np

MISCONCEPTION = "gain-inside"
DESCRIPTION = "the gain stands inside tanh in the averages of the slope; q has it already."
HINT = "What goes into a unit is sqrt(q) z, all included."
LOSES = ["meanfield-test-largest", "meanfield-test-mean"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = 0.5 * np.log(g**2 * np.sum(w * (1 - np.tanh(g * u) ** 2) ** 2))
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(g * u)))
    return largest, mean
