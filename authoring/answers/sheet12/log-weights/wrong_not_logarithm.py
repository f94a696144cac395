"""The weights themselves."""

import numpy as np

MISCONCEPTION = "not-the-logarithm"
DESCRIPTION = "these are the weights, not their logarithms."
HINT = "What would become of a weight of 1e-400?"
LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return np.exp(((u**2 / (2 * k) - a * u) / sigma2).sum(axis=1))
