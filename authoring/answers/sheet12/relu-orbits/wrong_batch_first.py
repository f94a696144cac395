"""Batch first."""

import numpy as np

MISCONCEPTION = "batch-first"
DESCRIPTION = "the axes are swapped: time comes first."
HINT = "Z[0] should be all starts, not all times of one start."
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z.T
