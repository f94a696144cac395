"""Not relative to the first."""

import numpy as np

MISCONCEPTION = "not-relative"
DESCRIPTION = "each exponent is compared with zero; it is its gap to the *first* one that counts."
HINT = "Beside what does a direction get lost?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(n * (0 - lam) < -np.log(eps)))
