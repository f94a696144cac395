"""One row."""

import numpy as np

MISCONCEPTION = "one-row"
DESCRIPTION = "only the distance at the moment of the repetition is used."
HINT = "The pair runs through a whole cycle for ever. Which rows are one turn of it?"
LOSES = ["limits-test"]


def pair_limits(Z):
    seen = {}
    for t in range(len(Z)):
        pair = (float(Z[t, 0]), float(Z[t, 1]))
        if pair in seen:
            d = abs(Z[t : t + 1, 0] - Z[t : t + 1, 1])
            return d.min(), d.max()
        seen[pair] = t
    return np.nan, np.nan
