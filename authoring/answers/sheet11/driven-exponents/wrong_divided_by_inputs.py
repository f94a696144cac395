"""Divided by B."""

import numpy as np

MISCONCEPTION = "divided-by-inputs"
DESCRIPTION = "the sum is divided by the number of inputs instead of the number of steps."
HINT = "Which axis of J is time?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / B, axis=1)[:, ::-1]
