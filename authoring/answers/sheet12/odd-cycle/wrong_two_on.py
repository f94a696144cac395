"""Two places on."""

import numpy as np

MISCONCEPTION = "two-places-on"
DESCRIPTION = "every place is mapped two places on, around the end."
HINT = "Count the pieces that each piece of your map covers. Can you find three that lead back to the first?"
LOSES = ["odd-test"]


def odd_cycle(p):
    return np.roll(np.arange(p), -2) / (p - 1)
