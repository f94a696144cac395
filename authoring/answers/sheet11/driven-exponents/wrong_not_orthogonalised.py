"""Q is the product."""

import numpy as np

MISCONCEPTION = "vectors-not-orthogonal"
DESCRIPTION = "the vectors go on without being orthogonalised, so growth is counted again at every step."
HINT = "Which of the two factors of the QR does the next step start from?"
LOSES = ["loop-test-long", "loop-test-order"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        Q = np.eye(M)
        for t in range(T):
            Q = J[t, b] @ Q
            R = np.linalg.qr(Q)[1]
            lam[b] += np.log(np.abs(np.diag(R)))
    return np.sort(lam / T, axis=1)[:, ::-1]
