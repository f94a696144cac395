"""Transposed."""

import numpy as np

MISCONCEPTION = "transposed"
DESCRIPTION = "this is the transpose."
HINT = "G = Q R. Which factor stands on the left?"
LOSES = ["rotation-test-signs"]


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    return (g * Q * np.sign(np.diag(R))).T
