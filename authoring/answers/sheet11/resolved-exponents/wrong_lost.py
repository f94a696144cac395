"""Those that are lost."""

import numpy as np

MISCONCEPTION = "lost-counted"
DESCRIPTION = "these are the exponents that are lost; those that survive are asked for."
HINT = "At a small n, is the number large or small?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(n * (lam[0] - lam) >= -np.log(eps)))
