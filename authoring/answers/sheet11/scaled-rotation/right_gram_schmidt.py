"""Gram and Schmidt by hand."""

import numpy as np


def scaled_rotation(G, g):
    Q = np.array(G, dtype=float)
    for k in range(Q.shape[1]):
        for _ in range(2):
            Q[:, k] -= Q[:, :k] @ (Q[:, :k].T @ Q[:, k])
        Q[:, k] /= np.linalg.norm(Q[:, k])
    return g * Q
