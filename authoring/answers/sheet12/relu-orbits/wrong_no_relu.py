"""No ReLU."""

import numpy as np

MISCONCEPTION = "relu-missing"
DESCRIPTION = "the ReLU is missing: units that should be off contribute negative numbers."
HINT = "What should a unit give where z is below its bias?"
LOSES = ["orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.clip((Z[t][:, None] - b) @ a, 0, 1)
    return Z
