"""The inverse map."""

import numpy as np

MISCONCEPTION = "backwards"
DESCRIPTION = "the cycle is run through in the opposite direction."
HINT = "Does your orbit go outwards from the middle, or does it come in from the ends?"
LOSES = ["odd-test"]


def odd_cycle(p):
    m = (p - 1) // 2
    order = [m] + [m + s * k for k in range(1, m + 1) for s in (1, -1)]
    y = np.empty(p)
    y[order] = np.roll(order, 1) / (p - 1)
    return y
