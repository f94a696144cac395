"""Sorts the candidates by their distance."""

import numpy as np


def divergence(X, theiler, K):
    candidates = range(len(X) - K)
    logs = []
    for i in candidates:
        others = sorted((j for j in candidates if abs(i - j) > theiler), key=lambda j: np.linalg.norm(X[i] - X[j]))
        logs.append([np.log(np.linalg.norm(X[i + k] - X[others[0] + k])) for k in range(K + 1)])
    return np.array(logs).mean(axis=0)
