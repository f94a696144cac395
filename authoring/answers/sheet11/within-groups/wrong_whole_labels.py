"""Labels rounded to whole numbers."""

import numpy as np

MISCONCEPTION = "labels-rounded"
DESCRIPTION = "the labels are turned into whole numbers, so that different groups become one."
HINT = "What is int(0.016)? And int(0.032)?"
LOSES = ["within-test-labels"]


def within_groups(x, y, group):
    which = np.asarray(group).astype(int)
    mean = lambda z: (np.bincount(which, z) / np.maximum(np.bincount(which), 1))[which]
    return np.corrcoef(x - mean(x), y - mean(y))[0, 1]
