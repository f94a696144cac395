"""Around the cycle from its second state: the same eigenvalues."""

import numpy as np


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in np.roll(J, -1, axis=0):
        P = j @ P
    return np.log(np.abs(np.linalg.eigvals(P))).max() / J.shape[0]
