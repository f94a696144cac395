"""Gram and Schmidt by hand."""

import numpy as np


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q = J[t, b] @ Q
            for k in range(M):
                for _ in range(2):  # twice is enough
                    Q[:, k] -= Q[:, :k] @ (Q[:, :k].T @ Q[:, k])
                length = np.linalg.norm(Q[:, k])
                Q[:, k] /= length
                lam[b, k] += np.log(length) / T
    return np.array([sorted(row, reverse=True) for row in lam])
