"""Until nothing changes."""

import numpy as np


def mean_field_exponents(g, sigma, z, w):
    before, q = 0.0, 2.0
    while abs(q - before) > 1e-12:
        before, q = q, g**2 * (w @ np.tanh(np.sqrt(q) * z) ** 2) + sigma**2
    c = np.cosh(np.sqrt(q) * z)
    return np.log(g) + 0.5 * np.log(w @ c**-4), np.log(g) - 2 * (w @ np.log(c))
