"""Without S(0)."""

import numpy as np

MISCONCEPTION = "starts-at-one"
DESCRIPTION = "the curve begins at S(1); it should begin at S(0)."
HINT = "Which k belongs to the pair as it was found?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i + 1 : i + K + 1] - X[n + 1 : n + K + 1], axis=1)))
    return np.mean(logs, axis=0)
