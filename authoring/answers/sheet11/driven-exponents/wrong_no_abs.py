"""No absolute value."""

import numpy as np

MISCONCEPTION = "no-absolute-value"
DESCRIPTION = "the diagonal of R may be negative, and then the logarithm is not a number."
HINT = "Growth is a length. Which sign has it?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q, R = np.linalg.qr(J[t, b] @ Q)
            lam[b] += np.log(np.diag(R))
    return np.sort(lam / T, axis=1)[:, ::-1]
