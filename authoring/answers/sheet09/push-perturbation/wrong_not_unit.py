"""Not normalised at the end."""

import numpy as np

MISCONCEPTION = "direction-not-unit"
DESCRIPTION = "the direction has another length than 1."
HINT = "Is the last rescaling done before you return?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        before, v = v, v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), Jt @ before
