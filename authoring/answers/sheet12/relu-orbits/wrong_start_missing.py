"""Without the start."""

import numpy as np

MISCONCEPTION = "start-missing"
DESCRIPTION = "the starts are missing: your first row is already one step on."
HINT = "Which row should hold z0, and how many rows are there after T steps?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z[1:]
