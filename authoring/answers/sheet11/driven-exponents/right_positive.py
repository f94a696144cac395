"""Signs moved into Q."""

import numpy as np


def driven_exponents(J):
    def one(path):
        Q, total = np.eye(path.shape[-1]), 0
        for matrix in path:
            Q, R = np.linalg.qr(matrix @ Q)
            signs = np.sign(np.diag(R))
            Q, R = Q * signs, signs[:, None] * R
            total = total + np.log(np.diag(R))
        return np.sort(total)[::-1] / len(path)

    return np.array([one(J[:, b]) for b in range(J.shape[1])])
