"""log2."""

import numpy as np

MISCONCEPTION = "log2"
DESCRIPTION = "this is in powers of two: the logarithm is to the base 2."
HINT = "Nats belong to the natural logarithm."
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log2(np.abs(np.linalg.eigvals(P)).max()) / len(J)
