"""Counts cycles."""

import numpy as np

MISCONCEPTION = "cycles-not-points"
DESCRIPTION = "this is the number of cycles; asked for is the number of points on them."
HINT = "How many different points does one cycle of period p have?"
LOSES = ["grid-test-periods"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = x
        for _ in range(n):
            y = r * y * (1 - y)
        return np.count_nonzero(np.diff(np.sign(y - x)))

    return (changes(p) - changes(1)) // p
