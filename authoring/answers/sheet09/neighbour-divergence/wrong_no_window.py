"""Only the row itself is left out."""

import numpy as np

MISCONCEPTION = "theiler-window-missing"
DESCRIPTION = "the Theiler window is not used: neighbours in time count as neighbours in space."
HINT = "Why does the row one step later never part from this one?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[i] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1)))
    return np.mean(logs, axis=0)
