"""The mean of all is subtracted."""

import numpy as np

MISCONCEPTION = "groups-ignored"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    u, v = x - x.mean(), y - y.mean()
    return (u @ v) / np.sqrt((u @ u) * (v @ v))
