"""Gaps of neighbours."""

import numpy as np

MISCONCEPTION = "gaps-of-neighbours"
DESCRIPTION = "the gaps between neighbours are compared; it is the gap to the first exponent that counts."
HINT = "Into which direction do all columns turn?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(n * (np.append(lam[0], lam[:-1]) - lam) < -np.log(eps)))
