"""The roots of a polynomial."""

import numpy as np


def backward_orbit(r, symbols, x_end):
    X = [x_end]
    for side in symbols[::-1]:
        roots = sorted(np.roots([-r, r, -X[-1]]).real)
        X.append(roots[int(side)])
    return np.array(X[::-1])
