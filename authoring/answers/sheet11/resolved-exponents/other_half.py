"""Half the digits."""

import numpy as np

LOSES = ["resolved-test"]


def resolved_exponents(lam, n, eps):
    return int(np.sum(n * (lam[0] - lam) < -0.5 * np.log(eps)))
