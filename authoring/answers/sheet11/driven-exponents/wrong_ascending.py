"""Sorted upwards."""

import numpy as np

MISCONCEPTION = "sorted-upwards"
DESCRIPTION = "the rows are sorted from the smallest to the largest."
HINT = "Which exponent is to come first?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, :]
