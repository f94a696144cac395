"""Coarse differences of the step."""

import numpy as np

LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    F = lambda z: np.tanh(A @ np.maximum(W @ z, 0))
    return np.stack([(F(z + 0.1 * axis) - F(z)) / 0.1 for axis in np.eye(len(z))], axis=1)
