"""Collects a list, backwards."""

import numpy as np


def backward(J, e):
    deltas = [e[-1]]
    for Jt, et in zip(J[::-1], e[-2::-1], strict=True):
        deltas.append(et + deltas[-1] @ Jt)
    return np.stack(deltas[::-1])
