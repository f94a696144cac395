"""Backwards in time."""

import numpy as np

MISCONCEPTION = "backwards-in-time"
DESCRIPTION = "the Jacobians are applied from the last to the first."
HINT = "Which Jacobian does the tangent vector at t = 0 meet first?"
LOSES = ["loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T)[::-1]:
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
