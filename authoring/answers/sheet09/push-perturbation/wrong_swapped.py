"""Direction first."""

import numpy as np

MISCONCEPTION = "swapped-results"
DESCRIPTION = "the two results stand in the other order."
HINT = "The growth comes first."
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
    return v, np.array(growth)
