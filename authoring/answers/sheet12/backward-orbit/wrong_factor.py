"""4 y in place of 4 y / r."""

import numpy as np

MISCONCEPTION = "factor-missing"
DESCRIPTION = "the factor 4 under the root is missing."
HINT = "Put your x back into r x (1 - x). Do you get y?"
LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols[::-1]:
        root = np.sqrt(np.abs(1 - X[0] / r))
        X.insert(0, (1 + root) / 2 if symbol else (1 - root) / 2)
    return np.array(X)
