"""A new neighbour at every step."""

import numpy as np

MISCONCEPTION = "new-neighbours"
DESCRIPTION = "at every step the nearest row is sought again; a pair stays a pair."
HINT = "Whose distance should grow?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for k in range(K + 1):
        for i in range(last):
            distances = np.linalg.norm(X[: last + k] - X[i + k], axis=1)
            distances[np.abs(np.arange(last + k) - i - k) <= theiler] = np.inf
            logs.append(np.log(distances.min()))
    return np.reshape(logs, (K + 1, last)).mean(axis=1)
