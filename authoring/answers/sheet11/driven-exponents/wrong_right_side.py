"""Q J."""

import numpy as np

MISCONCEPTION = "each-step-by-itself"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(Q @ J[t, b])
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
