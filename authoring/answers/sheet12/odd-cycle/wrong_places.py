"""Place numbers."""

import numpy as np

MISCONCEPTION = "numbers-of-places"
DESCRIPTION = "the values are numbers of places, 0 to p - 1, and not the places themselves."
HINT = "The values have to lie in [0, 1]. Where is place number j?"
LOSES = ["odd-test"]


def odd_cycle(p):
    m = (p - 1) // 2
    order = [m] + [m + s * k for k in range(1, m + 1) for s in (1, -1)]
    y = np.empty(p)
    y[order] = np.roll(order, -1)
    return y
