"""Divided by the groups' deviations, too."""

import numpy as np

MISCONCEPTION = "standardised-in-groups"
DESCRIPTION = "values are divided by their group's standard deviation as well; only the mean is to be subtracted."
HINT = "The text subtracts something. Does it divide?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    which = np.unique(group, return_inverse=True)[1]
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    z = lambda v: (v - mean(v)) / np.sqrt(mean((v - mean(v)) ** 2))
    return np.corrcoef(z(x), z(y))[0, 1]
