"""T rows with the start."""

import numpy as np

MISCONCEPTION = "last-step-missing"
DESCRIPTION = "the last step is missing: there are T rows instead of T + 1."
HINT = "After T steps there are T + 1 states. How often does your loop run?"
LOSES = ["orbits-test"]


def orbits(a, b, z0, T, clip=True):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        total = np.maximum(Z[t][:, None] - b, 0) @ a
        Z[t + 1] = np.clip(total, 0, 1) if clip else total
    return Z[:-1]
