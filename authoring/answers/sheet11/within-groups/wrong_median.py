"""The groups' medians."""

import numpy as np

MISCONCEPTION = "median-subtracted"
DESCRIPTION = "the medians of the groups are subtracted; asked for are the means."
HINT = "After centring, what is the sum over each group?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    u, v = x.astype(float), y.astype(float)
    for g in np.unique(group):
        u[group == g] -= np.median(x[group == g])
        v[group == g] -= np.median(y[group == g])
    return (u @ v) / np.sqrt((u @ u) * (v @ v))
