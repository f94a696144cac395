"""einsum."""

import numpy as np


def log_weights(a, u, sigma2):
    k = np.shape(a)[-1]
    return np.einsum("ij,ij->i", u, u / (2 * k) - a) / sigma2
