"""Starts from zero."""

import numpy as np

MISCONCEPTION = "starts-from-zero"
DESCRIPTION = "delta of the last state is zero; it should be what the last loss says."
HINT = "Which loss feels the last state?"
LOSES = ["bptt-test-last", "bptt-test-all"]


def backward(J, e):
    delta = np.zeros_like(e)
    for t in range(len(J) - 1, -1, -1):
        delta[t] = e[t] + J[t].T @ delta[t + 1]
    return delta
