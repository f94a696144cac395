"""Runs of equal values in the sorted order."""

import numpy as np


def ranks(x):
    order = np.argsort(x, kind="stable")
    result = np.zeros(len(x))
    start = 0
    while start < len(x):
        stop = start
        while stop < len(x) and x[order[stop]] == x[order[start]]:
            stop += 1
        result[order[start:stop]] = (start + 1 + stop) / 2
        start = stop
    return result
