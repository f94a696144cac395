"""Looks at the iterate itself, not at its difference from x."""

import numpy as np

MISCONCEPTION = "turning-points-counted"
DESCRIPTION = "these are the places where the iterate turns, not those where it meets the diagonal."
HINT = "A point comes back where f^p(x) equals x. Which difference vanishes there?"
LOSES = ["grid-test-periods", "grid-test-fixed"]


def count_points_of_period(r, p, x):
    y = x
    for _ in range(p):
        y = r * y * (1 - y)
    return np.count_nonzero(np.diff(np.sign(np.diff(y))))
