"""Entry by entry."""

import numpy as np

MISCONCEPTION = "entry-by-entry"
DESCRIPTION = "each entry is cut by itself, which turns the gradient; it should be shortened as a whole."
HINT = "What happens to the direction of (3, 0.1) if you cut at 1?"
LOSES = ["clip-test"]


def clip(G, c):
    return np.clip(G, -c, c)
