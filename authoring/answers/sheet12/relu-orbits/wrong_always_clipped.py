"""Ignores clip."""

import numpy as np

MISCONCEPTION = "clip-ignored"
DESCRIPTION = "the sum is clipped also where clip is False."
HINT = "The script of the paper does not clip. Which argument of your function says so?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1)
    return Z
