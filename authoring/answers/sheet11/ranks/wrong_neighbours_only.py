"""Ties between neighbours in the table only."""

import numpy as np

MISCONCEPTION = "ties-of-neighbours"
DESCRIPTION = "equal values share a rank only where they stand next to each other."
HINT = "Where else in the table can an equal value stand?"
LOSES = ["rank-test-ties"]


def ranks(x):
    result = np.argsort(np.argsort(x, kind="stable"), kind="stable") + 1.0
    start = 0
    for stop in range(1, len(x) + 1):
        if stop == len(x) or x[stop] != x[start]:
            result[start:stop] = result[start:stop].mean()
            start = stop
    return result
