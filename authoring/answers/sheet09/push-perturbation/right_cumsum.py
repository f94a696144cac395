"""Logarithms first, then their cumulated sum."""

import numpy as np


def push(J, v):
    lengths = np.empty(len(J))
    w = v / np.sqrt(v @ v)
    for t in range(len(J)):
        w = J[t] @ w
        lengths[t] = np.sqrt(w @ w)
        w /= lengths[t]
    return np.cumsum(np.log(lengths)), w
