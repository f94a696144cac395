"""The smallest eigenvalue."""

import numpy as np

MISCONCEPTION = "smallest-eigenvalue"
DESCRIPTION = "this is the smallest eigenvalue; the largest one leads in the long run."
HINT = "Which of the eigenvalues wins after many turns?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.abs(np.linalg.eigvals(P)).min()) / len(J)
