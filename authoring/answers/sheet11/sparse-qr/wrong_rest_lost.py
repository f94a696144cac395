"""No last QR."""

import numpy as np

MISCONCEPTION = "last-growth-lost"
DESCRIPTION = "the growth after the last full interval is lost."
HINT = "With T = 7 and n = 3, which steps does the sum know of?"
LOSES = ["sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs = np.eye(M), np.zeros(M)
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
    return np.sort(logs / T)[::-1]
