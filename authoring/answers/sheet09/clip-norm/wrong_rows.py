"""Row by row."""

import numpy as np

MISCONCEPTION = "row-by-row"
DESCRIPTION = "each row is shortened by itself; the gradient is one long vector."
HINT = "Over which axes do you sum the squares?"
LOSES = ["clip-test"]


def clip(G, c):
    length = np.sqrt((G**2).sum(axis=-1, keepdims=True))
    return np.where(length > c, G * (c / np.maximum(length, 1e-300)), G)
