"""One matrix of all distances."""

import numpy as np


def divergence(X, theiler, K):
    last = len(X) - K
    away = np.linalg.norm(X[:last, None] - X[None, :last], axis=2)
    t = np.arange(last)
    away[np.abs(t[:, None] - t) <= theiler] = np.inf
    near = away.argmin(axis=1)
    return np.array([np.log(np.linalg.norm(X[t + k] - X[near + k], axis=1)).mean() for k in range(K + 1)])
