"""Divided by t."""

import numpy as np

MISCONCEPTION = "divided-by-time"
DESCRIPTION = "growth is divided by the number of steps: this is a rate, not a growth."
HINT = "g_t is a sum; the division by t comes later."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total / (len(growth) + 1))
    return np.array(growth), v
