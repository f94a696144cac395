"""Entry by entry."""

import math

import numpy as np


def jacobian(W, h):
    J = np.zeros_like(W)
    for i in range(len(h)):
        u = sum(W[i, j] * h[j] for j in range(len(h)))
        for j in range(len(h)):
            J[i, j] = (1 - math.tanh(u) ** 2) * W[i, j]
    return J
