"""The correlation of the means."""

import numpy as np

MISCONCEPTION = "between-groups"
DESCRIPTION = "the means of the groups are correlated: that is what is to be taken out."
HINT = "How many points has your correlation: as many as runs, or as groups?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    which = np.unique(group, return_inverse=True)[1]
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    return np.corrcoef(mean(x), mean(y))[0, 1]
