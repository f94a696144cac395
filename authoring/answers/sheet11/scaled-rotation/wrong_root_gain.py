"""The square root of g."""

import numpy as np

MISCONCEPTION = "root-of-gain"
DESCRIPTION = "lengths are multiplied by the square root of g."
HINT = "V^T V is g^2 I. What is V?"
LOSES = ["rotation-test-gain"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return np.sqrt(g) * Q * np.sign(np.diag(R))
