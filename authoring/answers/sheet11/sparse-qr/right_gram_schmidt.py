"""Gram and Schmidt by hand."""

import numpy as np


def sparse_exponents(J, n):
    T, M = J.shape[:2]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(1, T + 1):
        Q = J[t - 1] @ Q
        if t % n and t < T:
            continue
        times.append(t)
        for k in range(M):
            for _ in range(2):
                Q[:, k] -= Q[:, :k] @ (Q[:, :k].T @ Q[:, k])
            length = np.linalg.norm(Q[:, k])
            Q[:, k], logs[k] = Q[:, k] / length, logs[k] + np.log(length)
    return np.sort(logs)[::-1] / T, times
