"""The transposes."""

import numpy as np

MISCONCEPTION = "transposed-jacobians"
DESCRIPTION = "Q is multiplied by the transpose of J."
HINT = "Which index of J belongs to the state before the step?"
LOSES = ["sparse-test-interval"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t].T @ Q
        if (t + 1) % n == 0 or t + 1 == T:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t + 1)
    return np.sort(logs / T)[::-1], times
