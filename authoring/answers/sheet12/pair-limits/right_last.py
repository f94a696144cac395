"""From the last pair backwards."""

import numpy as np


def pair_limits(Z):
    before = np.flatnonzero((Z[:-1] == Z[-1]).all(axis=1))
    if len(before) == 0:
        return np.nan, np.nan
    d = np.abs(Z[before[-1] : -1, 0] - Z[before[-1] : -1, 1])
    return d.min(), d.max()
