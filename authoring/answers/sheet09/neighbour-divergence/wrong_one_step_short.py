"""K entries."""

import numpy as np

MISCONCEPTION = "one-step-short"
DESCRIPTION = "the curve ends at S(K - 1): it has K + 1 entries."
HINT = "How many numbers are 0, 1, ..., K?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i : i + K] - X[n : n + K], axis=1)))
    return np.mean(logs, axis=0)
