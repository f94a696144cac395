"""As it stands."""

import numpy as np


def resolved_exponents(lam, n, eps):
    return np.count_nonzero(np.exp(n * (lam - lam[0])) > eps)
