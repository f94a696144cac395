"""Q stays the identity."""

import numpy as np

MISCONCEPTION = "each-step-by-itself"
DESCRIPTION = (
    "each Jacobian is orthogonalised by itself: Q is not carried on, or J stands on its right, where it never "
    "meets the vectors."
)
HINT = "The columns of Q are the vectors. Which side of J do they meet, and which Q goes into the next step?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            _, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
