"""The last Jacobian is left out."""

import numpy as np

MISCONCEPTION = "last-missing"
DESCRIPTION = "the last Jacobian is left out."
HINT = "How many steps does your loop make?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J[:-1]:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
