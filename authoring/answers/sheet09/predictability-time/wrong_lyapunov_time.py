"""1 / lambda."""

import numpy as np

MISCONCEPTION = "e-folding-time"
DESCRIPTION = "this is the time in which an error grows e-fold; it should double."
HINT = "Solve e^(lambda t) = 2."
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(first, last + 1), curve[first : last + 1], 1)[0]
    return lam, 1 / lam
