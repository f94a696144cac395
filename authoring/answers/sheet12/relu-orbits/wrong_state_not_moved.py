"""Always from the start."""

import numpy as np

MISCONCEPTION = "state-not-moved"
DESCRIPTION = "every row is one step from the start: the state is not moved on."
HINT = "From which state does your third step start?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[0][:, None] - b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z
