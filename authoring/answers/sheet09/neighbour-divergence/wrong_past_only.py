"""Only earlier or later rows."""

import numpy as np

MISCONCEPTION = "one-side-only"
DESCRIPTION = "only rows on one side in time are taken as neighbours."
HINT = "What is the absolute value in the definition for?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[max(0, i - theiler) if i + theiler + 1 < last else last :] = np.inf
        if i + theiler + 1 < last:
            distances[:] = np.where(np.arange(last) > i + theiler, np.linalg.norm(X[:last] - X[i], axis=1), np.inf)
        else:
            distances[max(0, i - theiler) :] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1)))
    return np.mean(logs, axis=0)
