"""Base ten."""

import numpy as np

MISCONCEPTION = "log10"
DESCRIPTION = "the logarithm is to base 10; nats are asked for."
HINT = "Nats belong to which logarithm?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log10(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
