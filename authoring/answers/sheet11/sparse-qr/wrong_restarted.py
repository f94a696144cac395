"""Every interval begins from the identity."""

import numpy as np

MISCONCEPTION = "restarted"
DESCRIPTION = "every interval starts from the identity again: the vectors forget where they pointed."
HINT = "Which Q does the next interval start from?"
LOSES = ["sparse-test-interval"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0 or t + 1 == T:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            Q = np.eye(M)
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
