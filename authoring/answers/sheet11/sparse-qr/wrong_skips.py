"""Only every n-th Jacobian."""

import numpy as np

MISCONCEPTION = "jacobians-skipped"
DESCRIPTION = "only every n-th Jacobian is used; all of them carry the vectors on, only the QR is rare."
HINT = "Which line has to run at every step, and which at every n-th?"
LOSES = ["sparse-test-interval", "sparse-test-rest"]


def sparse_exponents(J, n):
    Q, logs = np.eye(J.shape[1]), np.zeros(J.shape[1])
    for matrix in J[::n]:
        Q, R = np.linalg.qr(matrix @ Q)
        logs += np.log(np.abs(np.diag(R)))
    return np.sort(logs / len(J))[::-1]
