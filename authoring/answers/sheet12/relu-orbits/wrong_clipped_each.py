"""Each unit's part is clipped."""

import numpy as np

MISCONCEPTION = "clipped-before-the-sum"
DESCRIPTION = "every unit's part is clipped by itself; the clip belongs around the sum."
HINT = "Where does the bracket of the clip open?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        parts = np.maximum(Z[t][:, None] - b, 0) * a
        Z[t + 1] = (np.clip(parts, 0, 1) if clip else parts).sum(axis=1)
    return Z
