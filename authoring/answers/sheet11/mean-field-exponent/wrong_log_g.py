"""ln g."""

import numpy as np

MISCONCEPTION = "linear"
DESCRIPTION = "this is ln g: the slopes are missing, so it is right for a network at rest only."
HINT = "Of an active network, how steep is tanh where its units are?"
LOSES = ["meanfield-test-largest"]


def mean_field_exponents(g, sigma, z, w):
    q = 1.0
    for _ in range(500):
        q = g**2 * np.sum(w * np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    u = np.sqrt(q) * z
    largest = np.log(g)
    mean = np.log(g) - 2 * np.sum(w * np.log(np.cosh(u)))
    return largest, mean
