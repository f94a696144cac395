"""Pushes with the transpose, forward in time."""

import numpy as np

MISCONCEPTION = "transposed-jacobians"
DESCRIPTION = "Q is multiplied by the transpose of J, forward in time: this is the product of another path."
HINT = "J[i, j] is d h_new,i / d h_old,j. Does a tangent vector at the old state meet rows or columns of it?"
LOSES = ["loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b].T @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
