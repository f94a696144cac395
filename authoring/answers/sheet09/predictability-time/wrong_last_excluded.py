"""The last step is left out."""

import numpy as np

MISCONCEPTION = "last-step-missing"
DESCRIPTION = "the last step of the range is left out; both ends are included."
HINT = "Where does a slice end?"
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(first, last), curve[first:last], 1)[0]
    return lam, np.log(2) / lam
