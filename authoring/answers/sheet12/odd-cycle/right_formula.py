"""Reflects, and shifts by one on the left side."""

import numpy as np


def odd_cycle(p):
    m = (p - 1) // 2
    y = np.empty(p)
    for j in range(p):
        if j == m:
            y[j] = m + 1
        elif j > m:
            y[j] = 2 * m - j
        elif j > 0:
            y[j] = 2 * m - j + 1
        else:
            y[j] = m
    return y / (p - 1)
