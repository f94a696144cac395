"""Products of lengths."""

import numpy as np

MISCONCEPTION = "product-of-lengths"
DESCRIPTION = "growth is the factor itself; asked for is its logarithm."
HINT = "A factor overflows, its logarithm does not."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 1.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total *= length
        growth.append(total)
    return np.array(growth), v
