"""Clips at 1 only."""

import numpy as np

MISCONCEPTION = "clipped-on-one-side"
LOSES = ["orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.minimum(np.maximum(Z[t][:, None] - b, 0) @ a, 1)
    return Z
