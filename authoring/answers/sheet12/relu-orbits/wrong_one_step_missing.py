"""T rows with the start."""

import numpy as np

MISCONCEPTION = "last-step-missing"
DESCRIPTION = "the last step is missing: there are T rows instead of T + 1."
HINT = "After T steps there are T + 1 states. How often does your loop run?"
LOSES = ["orbits-test-start", "orbits-test-step"]


def orbits(a, b, z0, T):
    Z = np.empty((T + 1, len(z0)))
    Z[0] = z0
    for t in range(T):
        Z[t + 1] = np.clip(np.maximum(Z[t][:, None] - b, 0) @ a, 0, 1)
    return Z[:-1]
