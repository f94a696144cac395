"""One less."""

import numpy as np

MISCONCEPTION = "one-less"
DESCRIPTION = "this is the index of the last one that survives; the number is one more."
HINT = "If the first exponent alone survives, how many are there?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(n * (lam[0] - lam) < -np.log(eps))) - 1
