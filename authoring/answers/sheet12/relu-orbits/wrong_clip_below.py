"""Clips at 0 only."""

import numpy as np

MISCONCEPTION = "clipped-on-one-side"
DESCRIPTION = "the values are clipped on one side only."
HINT = "clip works at 0 and at 1."
LOSES = ["orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.maximum(np.maximum(Z[t][:, None] - b, 0) @ a, 0)
    return Z
