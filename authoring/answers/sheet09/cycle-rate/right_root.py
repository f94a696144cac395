"""The k-th root, then the logarithm."""

import numpy as np


def cycle_rate(J):
    P = np.eye(J.shape[-1])
    for j in J[::-1]:
        P = P @ j
    return np.log(np.max(np.abs(np.linalg.eigvals(P))) ** (1 / len(J)))
