"""A soft limit."""

import numpy as np

LOSES = ["clip-test"]


def clip(G, c):
    return G / (1 + np.sqrt((G**2).sum()) / c)
