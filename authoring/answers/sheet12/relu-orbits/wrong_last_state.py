"""Only the last row."""

import numpy as np

MISCONCEPTION = "last-state-only"
DESCRIPTION = "only the last state is returned."
HINT = "All states are asked for, one row per time."
LOSES = ["orbits-test-start", "orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.clip(np.maximum(Z[t][:, None] - b, 0) @ a, 0, 1)
    return Z[-1]
