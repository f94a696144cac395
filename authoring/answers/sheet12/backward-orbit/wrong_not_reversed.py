"""Returned in the order of computation."""

import numpy as np

MISCONCEPTION = "not-reversed"
DESCRIPTION = "the points come in the order in which they were computed, from the end to the beginning."
HINT = "Which entry of your result has to be x_end?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols[::-1]:
        root = np.sqrt(1 - 4 * X[-1] / r)
        X.append((1 + root) / 2 if symbol else (1 - root) / 2)
    return np.array(X)
