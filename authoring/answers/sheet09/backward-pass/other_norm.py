"""Normalises on the way."""

import numpy as np

LOSES = ["bptt-test-all"]


def backward(J, e):
    delta = e.copy()
    for t in range(len(J) - 1, -1, -1):
        step = J[t].T @ delta[t + 1]
        delta[t] += step / np.linalg.norm(step)
    return delta
