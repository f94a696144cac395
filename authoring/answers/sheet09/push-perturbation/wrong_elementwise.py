"""The star."""

import numpy as np

MISCONCEPTION = "elementwise"
DESCRIPTION = "* multiplies entry by entry; a matrix acts on a vector with @."
HINT = "Which operator is the matrix product?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = (Jt * v)[0]
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
