"""The covariance."""

import numpy as np

MISCONCEPTION = "covariance"
DESCRIPTION = "this is the covariance of the centred values; a correlation is divided by both standard deviations."
HINT = "Can your number be larger than 1?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    which = np.unique(group, return_inverse=True)[1]
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    return np.mean((x - mean(x)) * (y - mean(y)))
