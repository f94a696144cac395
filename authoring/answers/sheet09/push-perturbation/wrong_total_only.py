"""The total alone."""

import numpy as np

MISCONCEPTION = "last-only"
DESCRIPTION = "growth holds one number: the total after the last step."
HINT = "One number per step is asked for, T of them."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array([total]), v
