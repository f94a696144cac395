"""The iteration uses the start in one of the two factors."""

import numpy as np

MISCONCEPTION = "map-not-iterated"
DESCRIPTION = "what is iterated is not the map: the start x stands where the present value should."
HINT = "Write down your second step by hand. Does x still occur in it?"
LOSES = ["grid-test-periods", "grid-test-fixed"]


def count_points_of_period(r, p, x):
    def changes(n):
        y = x
        for _ in range(n):
            y = r * x * (1 - y)
        return np.count_nonzero(np.diff(np.sign(y - x)))

    return changes(p) - changes(1)
