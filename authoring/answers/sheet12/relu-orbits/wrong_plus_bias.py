"""ReLU(z + b)."""

import numpy as np

MISCONCEPTION = "bias-added"
DESCRIPTION = "the biases are added; here they are subtracted."
HINT = "Compare the sign of b in the formula with that in your code."
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] + b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z
