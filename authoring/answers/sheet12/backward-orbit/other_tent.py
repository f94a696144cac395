"""The inverse of the tent map."""

import numpy as np

LOSES = ["backward-test"]


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for symbol in symbols[::-1]:
        X.insert(0, 1 - X[0] / 2 if symbol else X[0] / 2)
    return np.array(X)
