"""Sorted twice, then averaged over ties."""

import numpy as np


def ranks(x):
    x = np.asarray(x)
    found = np.argsort(np.argsort(x)) + 1.0
    for value in set(x.tolist()):
        found[x == value] = found[x == value].mean()
    return found
