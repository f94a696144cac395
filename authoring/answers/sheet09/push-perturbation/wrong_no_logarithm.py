"""Lengths."""

import numpy as np

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing: lengths are added up."
HINT = "Factors multiply. What of them can be added?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += length
        growth.append(total)
    return np.array(growth), v
