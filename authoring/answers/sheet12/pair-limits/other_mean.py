"""Means."""

import numpy as np

LOSES = ["limits-test"]


def pair_limits(Z):
    seen = {}
    for t in range(len(Z)):
        pair = (float(Z[t, 0]), float(Z[t, 1]))
        if pair in seen:
            d = abs(Z[seen[pair] : t, 0] - Z[seen[pair] : t, 1])
            return d.mean(), d.mean()
        seen[pair] = t
    return np.nan, np.nan
