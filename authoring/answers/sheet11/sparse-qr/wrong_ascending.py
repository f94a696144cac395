"""Sorted upwards."""

import numpy as np

MISCONCEPTION = "sorted-upwards"
DESCRIPTION = "the exponents are sorted from the smallest to the largest."
HINT = "Which exponent is to come first?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0 or t + 1 == T:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T), times
