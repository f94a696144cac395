"""Ranks inside each group."""

import numpy as np

LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    u, v = np.zeros(len(x)), np.zeros(len(y))
    for g in np.unique(group):
        inside = group == g
        for z, w in ((x, u), (y, v)):
            w[inside] = np.argsort(np.argsort(z[inside])) - (inside.sum() - 1) / 2
    return np.corrcoef(u, v)[0, 1]
