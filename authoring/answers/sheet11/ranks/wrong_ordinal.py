"""Ties in the order in which they come."""

import numpy as np

MISCONCEPTION = "ties-in-order"
DESCRIPTION = "equal values get different ranks, by where they stand."
HINT = "Should it matter in which order the runs stand in the table?"
LOSES = ["rank-test-ties"]


def ranks(x):
    order = np.argsort(x, kind="stable")
    result = np.empty(len(x))
    result[order] = np.arange(1, len(x) + 1)
    return result
