"""The first step is dropped."""

import numpy as np

MISCONCEPTION = "first-step-dropped"
DESCRIPTION = "the growth of the first step is left out."
HINT = "How many terms does the sum have?"
LOSES = ["loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += (t > 0) * np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
