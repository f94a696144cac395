"""Base two."""

import numpy as np

MISCONCEPTION = "log2-of-two"
DESCRIPTION = "log2(2) is 1: the natural logarithm of 2 is needed."
HINT = "Nats belong to the natural logarithm."
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(first, last + 1), curve[first : last + 1], 1)[0] / np.log(2)
    return lam, 1 / lam
