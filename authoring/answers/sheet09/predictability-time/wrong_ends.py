"""From end to end."""

import numpy as np

MISCONCEPTION = "end-to-end"
DESCRIPTION = "the slope is taken from the two ends alone; fit all the points."
HINT = "What if just the last point lies off?"
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = (curve[last] - curve[first]) / (last - first)
    return lam, np.log(2) / lam
