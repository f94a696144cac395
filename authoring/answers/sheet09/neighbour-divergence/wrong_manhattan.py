"""The sum of absolute differences."""

import numpy as np

MISCONCEPTION = "another-distance"
DESCRIPTION = "the distance is wrong: the Euclidean length is asked for."
HINT = "How long is (3, 4)?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.abs(X[:last] - X[i]).sum(axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.abs(X[i : i + K + 1] - X[n : n + K + 1]).sum(axis=1)))
    return np.mean(logs, axis=0)
