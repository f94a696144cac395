"""Half of the mean is subtracted."""

import numpy as np

LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    which = np.unique(group, return_inverse=True)[1]
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    return np.corrcoef(x - mean(x) / 2, y - mean(y) / 2)[0, 1]
