"""The Frobenius norm."""

import numpy as np

MISCONCEPTION = "frobenius-for-radius"
DESCRIPTION = "this is the Frobenius norm of the product, not its spectral radius."
HINT = "Which number tells how powers of a matrix grow?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.linalg.norm(P)) / len(J)
