"""The reflection."""

import numpy as np

MISCONCEPTION = "reflection"
DESCRIPTION = "every place is mapped to its mirror image; the dots have period two, and the middle is a fixed point."
HINT = "Follow the orbit of 0. After how many steps is it back?"
LOSES = ["odd-test"]


def odd_cycle(p):
    return np.arange(p - 1, -1, -1) / (p - 1)
