"""The last Jacobian first."""

import numpy as np

MISCONCEPTION = "reversed"
DESCRIPTION = "the Jacobians act in the wrong order: the last one first."
HINT = "J[0] is the first to act on v."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J[::-1]:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
