"""One large matrix for the whole cycle; its eigenvalues are k-th roots."""

import numpy as np


def cycle_rate(J):
    k, M, _ = J.shape
    A = np.zeros((k * M, k * M))
    for i in range(k):
        after = (i + 1) % k
        A[after * M : (after + 1) * M, i * M : (i + 1) * M] = J[i]
    return np.log(np.abs(np.linalg.eigvals(A)).max())
