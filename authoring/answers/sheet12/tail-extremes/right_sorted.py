"""Sorts."""

import numpy as np


def closest_and_farthest(d, skip):
    tail = np.sort(d[skip:])
    return tail[0], tail[-1]
