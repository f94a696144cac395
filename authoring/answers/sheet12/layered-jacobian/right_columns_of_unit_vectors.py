"""A direction at a time."""

import numpy as np


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 - np.tanh(A @ np.maximum(x, 0)) ** 2
    return np.stack([slope * (A @ (on * (W @ axis))) for axis in np.eye(len(z))], axis=1)
