"""vdot."""

import numpy as np


def clip(G, c):
    return G / max(1.0, np.sqrt(np.vdot(G, G)) / c)
