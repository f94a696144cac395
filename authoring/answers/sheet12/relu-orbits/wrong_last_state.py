"""Only the last row."""

import numpy as np

MISCONCEPTION = "last-state-only"
DESCRIPTION = "only the last state is returned."
HINT = "All states are asked for, one row per time."
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z[-1]
