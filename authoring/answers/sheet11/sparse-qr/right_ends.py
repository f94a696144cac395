"""From one end to the next."""

import functools

import numpy as np


def sparse_exponents(J, n):
    times = [*range(n, len(J), n), len(J)]
    Q, total, start = np.eye(J.shape[2]), np.zeros(J.shape[2]), 0
    for end in times:
        Q, R = np.linalg.qr(functools.reduce(lambda P, A: A @ P, J[start:end], Q))
        total += np.log(np.abs(np.diag(R)))
        start = end
    return [np.array(sorted(total / len(J), reverse=True)), times]
