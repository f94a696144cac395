"""The mirror image."""

import numpy as np

MISCONCEPTION = "mirror-image"
DESCRIPTION = "it is the mirror image of the wanted map: its middle place is mapped to the left."
HINT = "Two orders avoid the smaller odd periods. Which of them maps the middle to a place on its right?"
LOSES = ["odd-test"]


def odd_cycle(p):
    m = (p - 1) // 2
    order = [m] + [m + s * k for k in range(1, m + 1) for s in (-1, 1)]
    y = np.empty(p)
    y[order] = np.roll(order, -1) / (p - 1)
    return y
