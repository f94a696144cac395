"""Means of lists."""

import numpy as np


def driven_exponents(J):
    rows = []
    for b in range(J.shape[1]):
        Q, logs = np.identity(J.shape[2]), []
        for t in range(len(J)):
            Q, R = np.linalg.qr(np.matmul(J[t, b], Q))
            logs.append(np.log(abs(R.diagonal())))
        rows.append(np.sort(np.mean(logs, axis=0))[::-1])
    return np.array(rows)
