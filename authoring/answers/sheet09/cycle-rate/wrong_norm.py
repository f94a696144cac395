"""The norm for the radius."""

import numpy as np

MISCONCEPTION = "norm-for-radius"
DESCRIPTION = "this is the norm of the product; powers grow like its spectral radius."
HINT = "For a non-normal matrix the norm says what one turn can do at most. What do a thousand turns do?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.linalg.norm(P, 2)) / len(J)
