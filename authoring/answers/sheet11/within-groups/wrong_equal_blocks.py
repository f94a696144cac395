"""Groups as blocks of equal size."""

import numpy as np

MISCONCEPTION = "equal-blocks"
DESCRIPTION = "the groups are taken to be blocks of equal size in the table."
HINT = "Which runs belong together if the table is shuffled?"
LOSES = ["within-test-labels"]


def within_groups(x, y, group):
    blocks = np.unique(group).size
    u, v = x.reshape(blocks, -1), y.reshape(blocks, -1)
    u, v = u - u.mean(axis=1, keepdims=True), v - v.mean(axis=1, keepdims=True)
    return np.corrcoef(u.ravel(), v.ravel())[0, 1]
