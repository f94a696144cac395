"""The radius itself."""

import numpy as np

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "this is the factor per step; its logarithm is asked for."
HINT = "A slope on a logarithmic axis is a logarithm."
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.abs(np.linalg.eigvals(P)).max() ** (1 / len(J))
