"""A little slope where a unit is off."""

import numpy as np

LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = np.where(x > 0, 1.0, 0.01)
    slope = 1 - np.tanh(A @ np.maximum(x, 0)) ** 2
    return slope[:, None] * (A * on) @ W
