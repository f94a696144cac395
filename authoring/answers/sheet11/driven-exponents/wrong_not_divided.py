"""Not divided by T."""

import numpy as np

MISCONCEPTION = "not-divided"
DESCRIPTION = "the sum is not divided by the number of steps."
HINT = "A rate is per step. How many steps were there?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / 1, axis=1)[:, ::-1]
