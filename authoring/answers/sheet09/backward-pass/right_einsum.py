"""einsum for the transpose."""

import numpy as np


def backward(J, e):
    delta = e.copy()
    for t in reversed(range(len(J))):
        delta[t] = e[t] + np.einsum("ij,i->j", J[t], delta[t + 1])
    return delta
