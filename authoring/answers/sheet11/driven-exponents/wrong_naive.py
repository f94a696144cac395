"""The long product, and one QR."""

import numpy as np

MISCONCEPTION = "one-product"
DESCRIPTION = (
    "the Jacobians are multiplied first and orthogonalised once: the small exponents drown in rounding errors."
)
HINT = "How many digits has a float64, and how many decades lie between the exponents after 1500 steps?"
LOSES = ["loop-test-long"]


def driven_exponents(J):
    T, B, M, _ = J.shape
    lam = np.zeros((B, M))
    for b in range(B):
        product = np.eye(M)
        for t in range(T):
            product = J[t, b] @ product
        lam[b] = np.log(np.abs(np.diag(np.linalg.qr(product)[1])))
    return np.sort(lam / T, axis=1)[:, ::-1]
