"""Not divided by k."""

import numpy as np

MISCONCEPTION = "per-turn"
DESCRIPTION = "this is the slope per turn; a turn has k steps."
HINT = "Over how many steps does the radius act?"
LOSES = ["cycle-test-turn"]


def cycle_rate(J):
    P = np.eye(J.shape[1])
    for j in J:
        P = j @ P
    return np.log(np.abs(np.linalg.eigvals(P)).max())
