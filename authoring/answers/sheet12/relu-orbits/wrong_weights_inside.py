"""ReLU around the weighted difference."""

import numpy as np

MISCONCEPTION = "weight-inside-relu"
DESCRIPTION = "the weight stands inside the ReLU, so that negative weights are lost."
HINT = "First ReLU, then the weight, or the other way round?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum((Z[t][:, None] - b) * a, 0).sum(axis=1)
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z
