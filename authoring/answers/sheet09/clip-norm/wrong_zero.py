"""Dropped."""

import numpy as np

MISCONCEPTION = "dropped"
DESCRIPTION = "long gradients are dropped; they should be shortened."
HINT = "Clipping keeps the direction."
LOSES = ["clip-test"]


def clip(G, c):
    length = np.sqrt((G**2).sum())
    return G if length <= c else np.zeros_like(G)
