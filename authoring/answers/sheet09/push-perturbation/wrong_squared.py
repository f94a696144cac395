"""Squared length."""

import numpy as np

MISCONCEPTION = "squared-length"
DESCRIPTION = "growth is twice as large: it is that of the squared length."
HINT = "The dot product v @ v is the square of the length."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length**2)
        growth.append(total)
    return np.array(growth), v
