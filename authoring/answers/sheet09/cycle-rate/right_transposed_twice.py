"""The transposes, in the reverse order: the same eigenvalues."""

import numpy as np


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = P @ j.T
    return np.log(np.abs(np.linalg.eigvals(P)).max()) / len(J)
