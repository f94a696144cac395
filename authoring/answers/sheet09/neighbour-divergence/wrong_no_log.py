"""Without the logarithm."""

import numpy as np

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing."
HINT = "What of e^(lambda k) is a straight line?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1))
    return np.mean(logs, axis=0)
