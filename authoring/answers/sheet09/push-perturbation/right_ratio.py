"""Ratios of lengths before and after a step."""

import numpy as np


def push(J, v):
    growth, total = [], 0.0
    for Jt in J:
        new = Jt @ v
        total = total + np.log(np.linalg.norm(new) / np.linalg.norm(v))
        growth.append(total)
        v = new / np.linalg.norm(new)
    return growth, v
