"""The logarithm of the squared distance."""

import numpy as np

MISCONCEPTION = "squared-distance"
DESCRIPTION = "this is the logarithm of the squared distance, twice what is asked for."
HINT = "What does a factor of two in the logarithm do to lambda?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.log(((X[i : i + K + 1] - X[n : n + K + 1]) ** 2).sum(axis=1)))
    return np.mean(logs, axis=0)
