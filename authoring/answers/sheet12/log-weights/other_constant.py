"""A constant is lost."""

import numpy as np

LOSES = ["weights-test-ratio"]


def log_weights(a, u, sigma2):
    k = a.shape[1]
    return ((u**2 / (2 * k) - a * u) / sigma2).sum(axis=1) - np.log(2)
