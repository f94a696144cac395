"""The last growth is lost."""

import numpy as np

MISCONCEPTION = "rest-lost"
DESCRIPTION = "the growth after the last full interval is lost, but its steps are counted."
HINT = "How many Jacobians come after the last QR if n does not divide T?"
LOSES = ["sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
