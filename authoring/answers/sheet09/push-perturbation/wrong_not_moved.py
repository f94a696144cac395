"""Always the same vector."""

import numpy as np

MISCONCEPTION = "vector-not-moved"
DESCRIPTION = "every Jacobian acts on the start: the vector does not move on."
HINT = "What has to change from one turn of the loop to the next?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        length = np.linalg.norm(Jt @ v)
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
