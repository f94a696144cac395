"""Divided by n."""

import numpy as np

MISCONCEPTION = "divided-by-n"
DESCRIPTION = "the gap is divided by n; it has to be multiplied."
HINT = "Do directions part more, or less, in more steps?"
LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum((lam[0] - lam) / n < -np.log(eps)))
