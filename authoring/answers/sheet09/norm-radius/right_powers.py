"""The radius by Gelfand's formula, squaring A again and again."""

import numpy as np


def norm_and_radius(A):
    P, total = A, 0.0
    for k in range(60):
        size = np.linalg.norm(P, 2)
        total += np.log(size) / 2**k
        P = P / size
        P = P @ P
    return np.linalg.norm(A, ord=2), np.exp(total)
