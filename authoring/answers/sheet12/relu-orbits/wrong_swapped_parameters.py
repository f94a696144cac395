"""a for b."""

import numpy as np

MISCONCEPTION = "weights-and-biases-swapped"
DESCRIPTION = "weights and biases are swapped."
HINT = "Which of the two is subtracted, and which multiplies?"
LOSES = ["orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.clip(np.maximum(Z[t][:, None] - a, 0) @ b, 0, 1)
    return Z
