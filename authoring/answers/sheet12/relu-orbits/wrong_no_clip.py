"""No clip."""

import numpy as np

MISCONCEPTION = "clip-missing"
DESCRIPTION = "nothing is ever clipped: with clip=True the values may not leave [0, 1]."
HINT = "Which interval should the map never leave?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.maximum(Z[t][:, None] - b, 0) @ a
    return Z
