"""No ReLU."""

import numpy as np

MISCONCEPTION = "relu-missing"
DESCRIPTION = "the ReLU is missing: units that should be off contribute negative numbers."
HINT = "What should a unit give where z is below its bias?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = (Z[t][:, None] - b) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z
