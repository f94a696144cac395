"""T - 1."""

import numpy as np

MISCONCEPTION = "divided-by-one-less"
DESCRIPTION = "the sum is divided by T - 1; there are T Jacobians, and T terms in the sum."
HINT = "How many QR's did you make?"
LOSES = ["loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / max(T - 1, 0.5), axis=1)[:, ::-1]
