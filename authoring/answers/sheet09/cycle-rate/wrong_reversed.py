"""The reverse order."""

import numpy as np

MISCONCEPTION = "reversed-order"
DESCRIPTION = "the Jacobians are multiplied in the reverse order of time."
HINT = "Which factor acts first on a perturbation, and on which side does it stand?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = P @ j
    return np.log(np.abs(np.linalg.eigvals(P)).max()) / len(J)
