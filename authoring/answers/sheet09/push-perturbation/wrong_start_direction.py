"""The start's direction."""

import numpy as np

MISCONCEPTION = "direction-of-the-start"
DESCRIPTION = "the direction is that of the start; asked for is the one after all steps."
HINT = "Which vector is left when the loop ends?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    start = v
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), start
