"""a for b."""

import numpy as np

MISCONCEPTION = "weights-and-biases-swapped"
DESCRIPTION = "weights and biases are swapped."
HINT = "Which of the two is subtracted, and which multiplies?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - a, 0) @ b
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z
