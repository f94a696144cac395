"""Without x_end."""

import numpy as np

MISCONCEPTION = "end-missing"
DESCRIPTION = "x_end is missing at the end: n symbols make n + 1 points."
HINT = "How many points does an orbit of n steps have?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols[::-1]:
        root = np.sqrt(1 - 4 * X[0] / r)
        X.insert(0, (1 + root) / 2 if symbol else (1 - root) / 2)
    return np.array(X[:-1])
