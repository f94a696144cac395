"""Solves slope * x + intercept = x on every piece at once."""

import numpy as np


def points_of_period(x, y, X, Y):
    d = Y - X
    with np.errstate(all="ignore"):
        root = X[:-1] + np.diff(X) * (d[:-1] / (d[:-1] - d[1:]))
    root = root[np.sign(d[:-1]) * np.sign(d[1:]) == -1]
    everything = np.unique(np.r_[root, X[d == 0]])
    moved = np.interp(everything, x, y) - everything
    return everything[~np.isclose(moved, 0, atol=1e-9, rtol=0)]
