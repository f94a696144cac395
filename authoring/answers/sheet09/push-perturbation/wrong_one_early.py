"""Appended before the step."""

import numpy as np

MISCONCEPTION = "one-step-early"
DESCRIPTION = "growth is one step behind: it is noted before the step is counted."
HINT = "In which order do you add and append?"
LOSES = ["push-test"]


def push(J, v):
    v = v / np.linalg.norm(v)
    growth, total = [], 0.0
    for Jt in J:
        v = Jt @ v
        length = np.linalg.norm(v)
        v = v / length
        growth.append(total)
        total += np.log(length)
    return np.array(growth), v
