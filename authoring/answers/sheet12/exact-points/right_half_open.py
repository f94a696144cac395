"""Pieces closed on the left and open on the right, and the last knot by itself."""

import numpy as np


def points_of_period(x, y, X, Y):
    d = Y - X
    found = []
    for x0, x1, d0, d1 in zip(X[:-1], X[1:], d[:-1], d[1:], strict=False):
        if d0 == 0 or (d0 < 0 < d1) or (d1 < 0 < d0):
            found.append(x0 if d0 == 0 else x0 + (x1 - x0) * abs(d0) / (abs(d0) + abs(d1)))
    if d[-1] == 0:
        found.append(X[-1])
    found = np.array(found)
    return found[np.abs(np.interp(found, x, y) - found) > 1e-9] if len(found) else found
