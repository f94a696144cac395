"""A dictionary."""

import numpy as np


def odd_cycle(p):
    m = (p - 1) // 2
    order = sorted(range(p), key=lambda j: (abs(j - m), j < m))
    image = dict(zip(order, order[1:] + order[:1], strict=True))
    return np.array([image[j] / (p - 1) for j in range(p)])
