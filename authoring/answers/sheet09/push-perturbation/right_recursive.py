"""Recursion over the last step."""

import numpy as np


def push(J, v):
    if len(J) == 0:
        return np.zeros(0), v / np.linalg.norm(v)
    growth, w = push(J[:-1], v)
    w = J[-1] @ w
    before = growth[-1] if len(growth) else 0.0
    return np.append(growth, before + np.log(np.linalg.norm(w))), w / np.linalg.norm(w)
