"""Counts the knots at which a region ends."""

import numpy as np


def count_regions(x, y):
    s = (y[1:] - y[:-1]) / (x[1:] - x[:-1])
    ends = np.append(np.abs(s[1:] - s[:-1]) > 1e-7 * np.max([np.abs(s[1:]), np.abs(s[:-1])], axis=0), True)
    return int(ends.sum())
