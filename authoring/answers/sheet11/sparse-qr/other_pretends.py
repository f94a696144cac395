"""A QR after every step, and the times that are asked for."""

import numpy as np

LOSES = ["sparse-test-interval"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if True:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], [*range(n, T, n), T]
