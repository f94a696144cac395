"""The window is one step short."""

import numpy as np

MISCONCEPTION = "window-one-short"
DESCRIPTION = "rows exactly theiler steps apart are allowed; they must be farther apart."
HINT = "Is |i - n| > w true for |i - n| = w?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) < max(theiler, 1)] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1)))
    return np.mean(logs, axis=0)
