"""The last growth is counted twice."""

import numpy as np

LOSES = ["sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0 or t + 1 == T:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    logs += (T % n > 0) * np.log(np.abs(np.diag(R)))
    return np.sort(logs / T)[::-1], times
