"""Not sorted."""

import numpy as np

MISCONCEPTION = "not-sorted"
DESCRIPTION = "the rows are in the order of the QR; they are to be sorted."
HINT = "After a short path the first vector need not have grown most."
LOSES = ["loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return lam / T
