"""The start's length once too often."""

import numpy as np

MISCONCEPTION = "start-length-twice"
DESCRIPTION = "the start's length is taken out twice."
HINT = "Once v has the length 1, there is nothing left to subtract."
LOSES = ["push-test"]


def push(J, v):
    growth, total = [], -np.log(np.linalg.norm(v))
    v = v / np.linalg.norm(v)
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
