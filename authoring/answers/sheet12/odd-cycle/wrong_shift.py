"""From place to place."""

import numpy as np

MISCONCEPTION = "one-place-on"
DESCRIPTION = "every place is mapped to the next one and the last one back to 0; this map has period three."
HINT = "Your last piece falls over all the others at once. What follows for period three?"
LOSES = ["odd-test"]


def odd_cycle(p):
    return np.roll(np.arange(p), -1) / (p - 1)
