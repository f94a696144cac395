"""Steps not added up."""

import numpy as np

MISCONCEPTION = "not-cumulated"
DESCRIPTION = "growth holds the factor of each single step; it should be added up from the start."
HINT = "g_t belongs to all Jacobians up to t."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total = np.log(length)
        growth.append(total)
    return np.array(growth), v
