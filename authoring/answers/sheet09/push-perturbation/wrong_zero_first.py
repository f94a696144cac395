"""A zero in front."""

import numpy as np

MISCONCEPTION = "start-included"
DESCRIPTION = "growth has one entry too many: the zero before the first step."
HINT = "g_1 is the growth after the first Jacobian."
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [0.0], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
