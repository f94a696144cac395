"""Sums the sizes of the sign changes, which are 2 each."""

import numpy as np

MISCONCEPTION = "sign-changes-twice"
DESCRIPTION = "every sign change counts twice."
HINT = "From -1 to 1, by how much does the sign change?"
LOSES = ["grid-test-periods"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = x
        for _ in range(n):
            y = r * y * (1 - y)
        return np.abs(np.diff(np.sign(y - x))).sum()

    return changes(p) - changes(1)
