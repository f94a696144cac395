"""The farthest row."""

import numpy as np

MISCONCEPTION = "farthest-row"
DESCRIPTION = "the pairs are the farthest rows, not the nearest."
HINT = "Which distance starts small?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = -np.inf
        n = distances.argmax()
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1)))
    return np.mean(logs, axis=0)
