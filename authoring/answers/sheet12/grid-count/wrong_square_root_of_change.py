"""Fixed points are counted for f^p twice."""

import numpy as np

MISCONCEPTION = "fixed-points-subtracted-per-step"
DESCRIPTION = "the fixed points are subtracted more than once."
HINT = "How often does a fixed point of f appear among the zeros of f^p(x) - x?"
LOSES = ["grid-test-periods", "grid-test-fixed"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = x
        for _ in range(n):
            y = r * y * (1 - y)
        return np.count_nonzero(np.diff(np.sign(y - x)))

    return changes(p) - p * changes(1)
