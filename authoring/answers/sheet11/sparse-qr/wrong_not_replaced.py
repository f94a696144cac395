"""Q goes on unsplit."""

import numpy as np

MISCONCEPTION = "vectors-not-orthogonal"
DESCRIPTION = "after a QR the vectors go on as they were, so growth is counted again."
HINT = "Which factor of the QR is carried on?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0 or t + 1 == T:
            R = np.linalg.qr(Q)[1]
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
