"""Arrays."""

import numpy as np


def counted_periods(n):
    p = np.arange(2, n + 1)
    p = p[n % p == 0]
    return p, p[np.log2(p) % 1 != 0]
