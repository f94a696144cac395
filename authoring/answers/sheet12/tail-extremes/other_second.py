"""Second smallest."""

import numpy as np

LOSES = ["tail-test"]


def closest_and_farthest(d, skip):
    tail = np.sort(d[skip:])
    return tail[min(1, len(tail) - 1)], tail[-1]
