"""The transient counts."""

import numpy as np

MISCONCEPTION = "transient-included"
DESCRIPTION = "the beginning counts as well, although the pair never comes back to it."
HINT = "Which rows are repeated for ever, and which are seen once only?"
LOSES = ["limits-test"]


def pair_limits(Z):
    seen = {}
    for t in range(len(Z)):
        pair = (float(Z[t, 0]), float(Z[t, 1]))
        if pair in seen:
            d = abs(Z[0:t, 0] - Z[0:t, 1])
            return d.min(), d.max()
        seen[pair] = t
    return np.nan, np.nan
