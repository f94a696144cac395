"""The largest real part."""

import numpy as np

MISCONCEPTION = "real-part"
DESCRIPTION = "this takes the largest real part; an eigenvalue may be negative or complex."
HINT = "How large is the eigenvalue i? And -2?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.abs(np.linalg.eigvals(P).real.max())) / len(J)
