"""Recursion, and xor of the signs."""

import numpy as np


def iterated(y, r, n):
    return y if n == 0 else iterated(r * y - r * y**2, r, n - 1)


def count_points_of_period(r, p, x):
    count = 0
    for n, sign in ((p, 1), (1, -1)):
        positive = iterated(x, r, n) > x
        count += sign * np.logical_xor(positive[1:], positive[:-1]).sum()
    return int(count)
