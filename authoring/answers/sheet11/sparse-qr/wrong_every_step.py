"""n is ignored."""

import numpy as np

MISCONCEPTION = "interval-ignored"
DESCRIPTION = "there is a QR after every step, whatever n is."
HINT = "What does your function do with n?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if True:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
