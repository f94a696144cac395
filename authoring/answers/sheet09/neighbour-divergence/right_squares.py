"""Half the logarithm of squares."""

import numpy as np


def divergence(X, theiler, K):
    last = len(X) - K
    curve = np.zeros(K + 1)
    for i in range(last):
        squares = ((X[:last] - X[i]) ** 2).sum(axis=1)
        squares[max(0, i - theiler) : i + theiler + 1] = np.inf
        n = int(np.argmin(squares))
        curve += 0.5 * np.log(((X[i : i + K + 1] - X[n : n + K + 1]) ** 2).sum(axis=1)) / last
    return curve
