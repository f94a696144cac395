"""Times from zero."""

import numpy as np

MISCONCEPTION = "times-from-zero"
DESCRIPTION = "the times are the indices of the last Jacobians; after the first Jacobian one step is made."
HINT = "How many steps have been made when t = 0 is done?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    T, M = len(J), J.shape[1]
    Q, logs, times = np.eye(M), np.zeros(M), []
    for t in range(T):
        Q = J[t] @ Q
        if (t + 1) % n == 0 or t + 1 == T:
            Q, R = np.linalg.qr(Q)
            logs += np.log(np.abs(np.diag(R)))
            times.append(t)
    return np.sort(logs / T)[::-1], times
