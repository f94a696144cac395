"""Forms every product."""

import numpy as np


def backward(J, e):
    T, M = e.shape
    delta = np.zeros((T, M))
    for t in range(T):
        P = np.eye(M)
        for s in range(t, T):
            delta[t] += P.T @ e[s]
            if s < T - 1:
                P = J[s] @ P
    return delta
