"""Reads the zero off by np.interp between the two differences."""

import numpy as np


def points_of_period(x, y, X, Y):
    d = np.subtract(Y, X)
    zeros = {float(z) for z in X[d == 0]}
    for j in range(len(d) - 1):
        if d[j] * d[j + 1] < 0:
            ends = sorted([(d[j], X[j]), (d[j + 1], X[j + 1])])
            zeros.add(float(np.interp(0.0, [ends[0][0], ends[1][0]], [ends[0][1], ends[1][1]])))
    kept = [z for z in sorted(zeros) if abs(np.interp(z, x, y) - z) > 1e-9]
    return np.array(kept, dtype=float)
