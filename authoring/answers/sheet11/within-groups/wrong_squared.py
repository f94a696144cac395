"""The squared correlation."""

import numpy as np

MISCONCEPTION = "squared"
DESCRIPTION = "the correlation is squared, and its sign is lost."
HINT = "Can your result be negative?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    which = np.unique(group, return_inverse=True)[1]
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    return np.corrcoef(x - mean(x), y - mean(y))[0, 1] ** 2
