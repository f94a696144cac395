"""Means by np.bincount."""

import numpy as np


def within_groups(x, y, group):
    _, which = np.unique(group, return_inverse=True)
    size = np.bincount(which)
    u = x - (np.bincount(which, x) / size)[which]
    v = y - (np.bincount(which, y) / size)[which]
    return (u @ v) / np.sqrt((u @ u) * (v @ v))
