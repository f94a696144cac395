"""At t % n == 0."""

import numpy as np

MISCONCEPTION = "split-one-step-early"
DESCRIPTION = "the QR comes after the steps 1, n + 1, 2 n + 1, …, and what grows after the last of them is lost."
HINT = "How many steps have been made when t = 0 is done?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if t % n == 0:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
