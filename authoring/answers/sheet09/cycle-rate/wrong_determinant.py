"""The determinant."""

import numpy as np

MISCONCEPTION = "determinant"
DESCRIPTION = "this is the determinant, the product of all eigenvalues; the largest one leads."
HINT = "Does a volume that shrinks forbid that a length grows?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.abs(np.linalg.det(P))) / len(J)
