"""Loops all the way."""

import math

import numpy as np


def divergence(X, theiler, K):
    last = len(X) - K
    total = np.zeros(K + 1)
    for i in range(last):
        best, n = math.inf, None
        for j in range(last):
            distance = math.dist(X[i], X[j])
            if abs(i - j) > theiler and distance < best:
                best, n = distance, j
        for k in range(K + 1):
            total[k] += math.log(math.dist(X[i + k], X[n + k]))
    return total / last
