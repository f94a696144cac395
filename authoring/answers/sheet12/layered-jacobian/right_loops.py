"""Entry by entry."""

import math

import numpy as np


def jacobian(A, W, z):
    N, k = A.shape
    x = [sum(W[m, j] * z[j] for j in range(N)) for m in range(k)]
    J = np.zeros((N, N))
    for i in range(N):
        slope = 1 - math.tanh(sum(A[i, m] * max(x[m], 0) for m in range(k))) ** 2
        for j in range(N):
            J[i, j] = slope * sum(A[i, m] * W[m, j] for m in range(k) if x[m] > 0)
    return J
