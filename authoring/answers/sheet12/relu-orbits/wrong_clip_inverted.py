"""Clips where it must not."""

import numpy as np

MISCONCEPTION = "clip-inverted"
DESCRIPTION = "it clips where clip is False, and does not where it is True."
HINT = "What should clip=True do?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = total if clip else np.clip(total, 0, 1)
    return Z
