"""Only whole intervals, divided by their steps."""

import numpy as np

MISCONCEPTION = "rest-of-path-ignored"
DESCRIPTION = "the steps after the last full interval are left out altogether."
HINT = "Do the last Jacobians change your result?"
LOSES = ["sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = max(len(J) // n, 1) * n, J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(min(T, len(J))):
        Q = J[t] @ Q
        if (t + 1) % n == 0:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
