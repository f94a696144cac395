"""The largest eigenvalue, with its sign."""

import numpy as np

MISCONCEPTION = "signed-eigenvalue"
DESCRIPTION = "this takes the eigenvalue that is largest with its sign; what counts is the modulus."
HINT = "Which of the two eigenvalues -1.5 and 1.2 decides how a power of the matrix grows?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.abs(np.sort_complex(np.linalg.eigvals(P))[-1])) / len(J)
