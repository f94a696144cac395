"""The partner stays where it is."""

import numpy as np

MISCONCEPTION = "partner-stays"
DESCRIPTION = "the path is compared with the neighbour's first place; the neighbour moves on, too."
HINT = "Where is the neighbour k steps later?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n], axis=1)))
    return np.mean(logs, axis=0)
