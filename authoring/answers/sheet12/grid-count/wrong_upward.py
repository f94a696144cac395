"""Counts changes from minus to plus alone."""

import numpy as np

MISCONCEPTION = "one-direction-only"
DESCRIPTION = "crossings in one direction only are counted."
HINT = "The graph crosses the diagonal upwards and downwards."
LOSES = ["grid-test-periods"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = x
        for _ in range(n):
            y = r * y * (1 - y)
        return np.sum(np.diff(np.sign(y - x)) > 0)

    return changes(p) - changes(1)
