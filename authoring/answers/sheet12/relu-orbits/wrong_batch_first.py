"""Batch first."""

import numpy as np

MISCONCEPTION = "batch-first"
DESCRIPTION = "the axes are swapped: time comes first."
HINT = "Z[0] should be all starts, not all times of one start."
LOSES = ["orbits-test-start", "orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.clip(np.maximum(Z[t][:, None] - b, 0) @ a, 0, 1)
    return Z.T
