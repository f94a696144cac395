"""Column by column."""

import numpy as np


def scaled_rotation(G, g):
    Q, R = np.linalg.qr(G)
    V = np.zeros_like(Q)
    for k in range(len(R)):
        V[:, k] = g * Q[:, k] if R[k, k] > 0 else -g * Q[:, k]
    return V
