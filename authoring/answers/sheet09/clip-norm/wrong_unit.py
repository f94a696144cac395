"""Length one."""

import numpy as np

MISCONCEPTION = "length-one"
DESCRIPTION = "long gradients get the length 1; it should be c."
HINT = "How long is your result, and how long should it be?"
LOSES = ["clip-test"]


def clip(G, c):
    length = np.sqrt((G**2).sum())
    return G / length if length > c else G
