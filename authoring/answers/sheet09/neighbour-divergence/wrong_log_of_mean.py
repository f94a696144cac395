"""The logarithm of the mean."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-mean"
DESCRIPTION = "this is the logarithm of the mean distance; the mean of logarithms is asked for."
HINT = "Few far pairs rule a mean of distances. What is averaged in S(k)?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1))
    return np.log(np.mean(logs, axis=0))
