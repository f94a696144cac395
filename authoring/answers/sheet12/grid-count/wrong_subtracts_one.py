"""Takes it for granted that there is one fixed point."""

import numpy as np

MISCONCEPTION = "one-fixed-point-assumed"
DESCRIPTION = "one is subtracted, whether f has a fixed point inside the interval or not."
HINT = "Draw the parabola for r = 0.8. Where does it meet the diagonal?"
LOSES = ["grid-test-fixed"]


def count_points_of_period(r, p, x):
    y = x
    for _ in range(p):
        y = r * y * (1 - y)
    return np.count_nonzero(np.diff(np.sign(y - x))) - 1
