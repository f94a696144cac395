"""Does not leave the fixed points out."""

import numpy as np

MISCONCEPTION = "fixed-points-counted"
DESCRIPTION = "the fixed points of f are counted as well: they, too, come back after p steps."
HINT = "Which points come back after p steps because they never left?"
LOSES = ["grid-test-periods", "grid-test-fixed"]


def count_points_of_period(r, p, x):
    y = x
    for _ in range(p):
        y = r * y * (1 - y)
    return np.count_nonzero(np.diff(np.sign(y - x)))
