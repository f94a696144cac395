"""A new group at every change of the label."""

import numpy as np

MISCONCEPTION = "groups-of-neighbours"
DESCRIPTION = "a new group begins wherever the label changes in the table."
HINT = "Which runs belong together if the table is shuffled?"
LOSES = ["within-test-labels"]


def within_groups(x, y, group):
    which = np.concatenate([[0], np.cumsum(group[1:] != group[:-1])])
    mean = lambda z: (np.bincount(which, z) / np.bincount(which))[which]
    return np.corrcoef(x - mean(x), y - mean(y))[0, 1]
