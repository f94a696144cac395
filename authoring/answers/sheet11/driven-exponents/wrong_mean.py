"""The mean over inputs."""

import numpy as np

MISCONCEPTION = "mean-over-inputs"
DESCRIPTION = "this is the mean over inputs; every input is to keep its own row."
HINT = "Which shape is asked for?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort((lam / T).mean(axis=0))[::-1]
