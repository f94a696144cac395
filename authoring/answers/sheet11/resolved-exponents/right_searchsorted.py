"""A place in a sorted list."""

import numpy as np


def resolved_exponents(lam, n, eps):
    return int(np.searchsorted(np.asarray(lam)[0] - np.asarray(lam), -np.log(eps) / n))
