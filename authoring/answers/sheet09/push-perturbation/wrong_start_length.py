"""The length at the start counts."""

import numpy as np

MISCONCEPTION = "length-of-the-start"
DESCRIPTION = "growth holds the length of v at the start: it is not relative to it."
HINT = "With v twice as long, does your growth stay the same?"
LOSES = ["push-test"]


def push(J, v):
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
