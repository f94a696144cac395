"""All resamples at once."""

import numpy as np


def bootstrap_interval(x, y, picks, level=0.95):
    u, v = x[picks], y[picks]
    u, v = u - u.mean(axis=1, keepdims=True), v - v.mean(axis=1, keepdims=True)
    r = (u * v).sum(axis=1) / np.sqrt((u**2).sum(axis=1) * (v**2).sum(axis=1))
    low, high = np.quantile(r, [(1 - level) / 2, (1 + level) / 2])
    return low, high
