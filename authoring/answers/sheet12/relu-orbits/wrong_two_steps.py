"""Two steps per row."""

import numpy as np

MISCONCEPTION = "two-steps-per-row"
DESCRIPTION = "from one row to the next the map is applied twice."
HINT = "Count how often your state changes within one turn of the loop."
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    low, high = (0, 1) if clip else (-np.inf, np.inf)
    f = lambda z: np.clip(np.maximum(z[:, None] - b, 0) @ a, low, high)
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = f(f(Z[t]))
    return Z
