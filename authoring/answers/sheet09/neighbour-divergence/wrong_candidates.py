"""Candidates end one row early."""

import numpy as np

MISCONCEPTION = "candidate-forgotten"
DESCRIPTION = "the last candidate is forgotten: row T - 1 - K still has K successors."
HINT = "Which is the last row that has K successors?"
LOSES = ["neighbours-test"]


def divergence(X, theiler, K):
    last = len(X) - K - 1
    logs = []
    for i in range(last):
        distances = np.linalg.norm(X[:last] - X[i], axis=1)
        distances[np.abs(np.arange(last) - i) <= theiler] = np.inf
        n = distances.argmin()
        logs.append(np.log(np.linalg.norm(X[i : i + K + 1] - X[n : n + K + 1], axis=1)))
    return np.mean(logs, axis=0)
