"""Another length."""

import numpy as np

LOSES = ["push-test"]


def push(J, v):
    v = v / np.abs(v).sum()
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.abs(v).sum()
        v = v / length
        total += np.log(length)
        growth.append(total)
    return np.array(growth), v
