"""The plain correlation."""

import numpy as np

MISCONCEPTION = "groups-ignored"
DESCRIPTION = "the groups have no effect: this is the plain correlation."
HINT = "What does your function do with group?"
LOSES = ["within-test-centre", "within-test-labels"]


def within_groups(x, y, group):
    return np.corrcoef(x, y)[0, 1]
