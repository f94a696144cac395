"""Clips at 0 only."""

import numpy as np

MISCONCEPTION = "clipped-on-one-side"
DESCRIPTION = "the values are clipped on one side only."
HINT = "clip works at 0 and at 1."
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.maximum(total, 0) if clip else total
    return Z
