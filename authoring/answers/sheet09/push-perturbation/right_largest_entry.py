"""Rescales by the largest entry and takes the length at the end."""

import numpy as np


def push(J, v):
    scale, growth = 0.0, []
    start = np.log(np.linalg.norm(v))
    for Jt in J:
        v = Jt @ v
        largest = np.abs(v).max()
        v, scale = v / largest, scale + np.log(largest)
        growth.append(scale + np.log(np.linalg.norm(v)) - start)
    return np.array(growth), v / np.linalg.norm(v)
