"""Not divided by two."""

import numpy as np

MISCONCEPTION = "half-missing"
DESCRIPTION = "the preimages lie around 1 in place of 1/2."
HINT = "Which point of the parabola has its two preimages at equal distances on either side?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols[::-1]:
        root = np.sqrt(np.abs(1 - 4 * X[0] / r)) / 2
        X.insert(0, 1 + root if symbol else 1 - root)
    return np.array(X)
