"""n is left out."""

import numpy as np

MISCONCEPTION = "interval-missing"
DESCRIPTION = "the number of steps n is missing: gaps grow with n."
HINT = "By which factor do two directions part in n steps?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(0 * n + (lam[0] - lam) < -np.log(eps)))
