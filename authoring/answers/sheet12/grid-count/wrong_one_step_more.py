"""Applies the map p + 1 times."""

import numpy as np

MISCONCEPTION = "one-step-too-many"
DESCRIPTION = "the map is applied p + 1 times, so another period is counted."
HINT = "How often is the map applied for p = 1? Follow your loop."
LOSES = ["grid-test-periods"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = r * x * (1 - x)
        for _ in range(n):
            y = r * y * (1 - y)
        return np.count_nonzero(np.diff(np.sign(y - x)))

    return changes(p) - changes(0)
