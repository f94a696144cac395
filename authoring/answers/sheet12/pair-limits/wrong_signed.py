"""Differences with their sign."""

import numpy as np

MISCONCEPTION = "sign-kept"
DESCRIPTION = "the differences keep their sign; a distance has none."
HINT = "What is the distance of 0.2 and 0.9, and of 0.9 and 0.2?"
LOSES = ["limits-test"]


def pair_limits(Z):
    seen = {}
    for t in range(len(Z)):
        pair = (float(Z[t, 0]), float(Z[t, 1]))
        if pair in seen:
            d = Z[seen[pair] : t, 0] - Z[seen[pair] : t, 1]
            return d.min(), d.max()
        seen[pair] = t
    return np.nan, np.nan
