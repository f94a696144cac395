"""The rest after the loop."""

import numpy as np


def sparse_exponents(J, n):
    T, M = J.shape[:2]
    Q, logs, times, since = np.eye(M), np.zeros(M), [], 0
    for t in range(T):
        Q, since = J[t] @ Q, since + 1
        if since == n:
            Q, R = np.linalg.qr(Q)
            logs, since = logs + np.log(np.abs(R.diagonal())), 0
            times.append(t + 1)
    if since:
        logs = logs + np.log(np.abs(np.diag(np.linalg.qr(Q)[1])))
        times.append(T)
    return np.sort(logs / T)[::-1], np.array(times, dtype=float)
