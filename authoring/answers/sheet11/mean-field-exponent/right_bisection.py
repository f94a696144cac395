"""Bisection, and an array."""

import numpy as np


def mean_field_exponents(g, sigma, z, w):
    right = lambda q: g**2 * np.dot(w, np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    low, high = 1e-12, g**2 + sigma**2 + 1
    for _ in range(200):
        middle = (low + high) / 2
        if right(middle) > middle:
            low = middle
        else:
            high = middle
    c = np.cosh(np.sqrt(high) * z)
    return np.array([np.log(g * np.sqrt(np.dot(w, c**-4.0))), np.log(g) - 2 * np.dot(w, np.log(c))])
