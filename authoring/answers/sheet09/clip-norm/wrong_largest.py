"""The largest entry."""

import numpy as np

MISCONCEPTION = "largest-entry"
DESCRIPTION = "the length is taken as the largest entry."
HINT = "How long is (1, 1)?"
LOSES = ["clip-test"]


def clip(G, c):
    length = np.abs(G).max()
    return G * (c / length) if length > c else G
