"""Entry by entry."""

import math

import numpy as np


def rnn_jacobian(V, U, b, h, s):
    J = np.zeros_like(V)
    for i in range(len(h)):
        u = b[i] + sum(V[i, j] * h[j] for j in range(len(h))) + sum(U[i, k] * s[k] for k in range(len(s)))
        for j in range(len(h)):
            J[i, j] = V[i, j] / math.cosh(u) ** 2
    return J
