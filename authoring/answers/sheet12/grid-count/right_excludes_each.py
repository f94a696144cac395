"""Finds the crossings, then leaves out those at which the map itself crosses."""

import numpy as np


def count_points_of_period(r, p, x):
    y = x.copy()
    for _ in range(p):
        y = r * y * (1 - y)
    crossed = np.flatnonzero(np.signbit(y - x)[1:] ^ np.signbit(y - x)[:-1])
    once = np.signbit(r * x * (1 - x) - x)
    return len(crossed) - int(np.sum(once[1:] ^ once[:-1]))
