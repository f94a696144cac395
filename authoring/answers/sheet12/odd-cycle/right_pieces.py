"""Put together from its pieces."""

import numpy as np


def odd_cycle(p):
    m = (p - 1) // 2
    left, right = np.arange(2 * m, m + 1, -1), np.arange(m - 1, -1, -1)
    return np.concatenate([[m], left, [m + 1], right]) / (p - 1)
