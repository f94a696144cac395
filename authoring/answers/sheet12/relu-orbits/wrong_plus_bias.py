"""ReLU(z + b)."""

import numpy as np

MISCONCEPTION = "bias-added"
DESCRIPTION = "the biases are added; here they are subtracted."
HINT = "Compare the sign of b in the formula with that in your code."
LOSES = ["orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.clip(np.maximum(Z[t][:, None] + b, 0) @ a, 0, 1)
    return Z
