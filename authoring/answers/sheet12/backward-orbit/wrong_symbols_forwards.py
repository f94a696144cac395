"""Reads the itinerary from its beginning."""

import numpy as np

MISCONCEPTION = "symbols-forwards"
DESCRIPTION = "the itinerary is read from its beginning, although the first preimage belongs to its last symbol."
HINT = "The first point that you compute is X[n - 1]. Which symbol belongs to it?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols:
        root = np.sqrt(1 - 4 * X[0] / r)
        X.insert(0, (1 + root) / 2 if symbol else (1 - root) / 2)
    return np.array(X)
