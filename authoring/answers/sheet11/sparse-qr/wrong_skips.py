"""Jacobians between QRs are skipped."""

import numpy as np

MISCONCEPTION = "jacobians-skipped"
DESCRIPTION = "only the Jacobians of the steps with a QR are applied."
HINT = "Does Q change in a step without a QR?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        if (t + 1) % n == 0 or t + 1 == T:
            Q, R = np.linalg.qr(J[t] @ Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
