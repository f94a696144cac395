"""Recursion over the rest of the sequence."""

import numpy as np


def backward(J, e):
    if len(e) == 1:
        return e.copy()
    rest = backward(J[1:], e[1:])
    return np.vstack([e[:1] + rest[:1] @ J[0], rest])
