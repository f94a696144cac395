"""Another map."""

import numpy as np

LOSES = ["grid-test-periods", "grid-test-fixed"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = x
        for _ in range(n):
            y = 4 * r * y * (1 - y) % 1
        return np.count_nonzero(np.diff(np.sign(y - x)))

    return changes(p) - changes(1)
