"""The place of the first that is lost."""

import numpy as np


def resolved_exponents(lam, n, eps):
    lost = np.flatnonzero(lam <= lam[0] + np.log(eps) / n)
    return int(lost[0]) if len(lost) else len(lam)
