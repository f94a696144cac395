"""Base ten."""

import numpy as np

MISCONCEPTION = "log10"
DESCRIPTION = "the logarithm of eps is to base 10; exponents are in nats."
HINT = "exp(-x) > eps: which logarithm undoes exp?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(n * (lam[0] - lam) < -np.log10(eps)))
