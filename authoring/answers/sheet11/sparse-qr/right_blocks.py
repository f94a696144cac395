"""Block by block."""

import numpy as np


def sparse_exponents(J, n):
    Q, logs, times = np.eye(J.shape[1]), 0, []
    for start in range(0, len(J), n):
        for matrix in J[start : start + n]:
            Q = matrix @ Q
        Q, R = np.linalg.qr(Q)
        logs = logs + np.log(np.abs(np.diag(R)))
        times.append(min(start + n, len(J)))
    return -np.sort(-logs / len(J)), np.array(times)
