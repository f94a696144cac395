"""With the deviation instead of the variance."""

import numpy as np


def mean_field_exponents(g, sigma, z, w):
    d = 1.0
    for _ in range(1000):
        d = np.sqrt(g * g * np.sum(w * np.tanh(d * z) ** 2) + sigma * sigma)
    slope = g * (1 - np.tanh(d * z) ** 2)
    return 0.5 * np.log(np.average(slope**2, weights=w)), np.average(np.log(slope), weights=w)
