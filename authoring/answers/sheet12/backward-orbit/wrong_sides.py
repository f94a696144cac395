"""Left and right exchanged."""

import numpy as np

MISCONCEPTION = "sides-exchanged"
DESCRIPTION = "left and right are exchanged: a 1 has to give the preimage that is larger than 1/2."
HINT = "Which sign in front of the root gives the point on the right?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols[::-1]:
        root = np.sqrt(1 - 4 * X[0] / r)
        X.insert(0, (1 - root) / 2 if symbol else (1 + root) / 2)
    return np.array(X)
