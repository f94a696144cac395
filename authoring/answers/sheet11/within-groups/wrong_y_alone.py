"""Only y is centred."""

import numpy as np

MISCONCEPTION = "only-y-centred"
DESCRIPTION = "only y is centred by groups."
HINT = "The learning rate moves the exponent as well. Where is that taken out?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    which = np.unique(group, return_inverse=True)[1]
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    return np.corrcoef(x, y - mean(y))[0, 1]
