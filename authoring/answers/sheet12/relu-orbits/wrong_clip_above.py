"""Clips at 1 only."""

import numpy as np

MISCONCEPTION = "clipped-on-one-side"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.minimum(total, 1) if clip else total
    return Z
