"""v times J."""

import numpy as np

MISCONCEPTION = "transposed"
DESCRIPTION = "the Jacobians are transposed: v stands on their left."
HINT = "J[i, j] is the derivative of output i with respect to input j. Over which index is the sum?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = v @ Jt
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
