"""A squashing function instead of the clip."""

import numpy as np

LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.tanh(np.maximum(np.maximum(Z[t][:, None] - b, 0) @ a, 0))
    return Z
