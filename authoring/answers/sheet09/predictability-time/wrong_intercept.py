"""The other coefficient."""

import numpy as np

MISCONCEPTION = "intercept-for-slope"
DESCRIPTION = "this is the intercept; polyfit gives the highest power first."
HINT = "In which order does polyfit return the coefficients?"
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(first, last + 1), curve[first : last + 1], 1)[1]
    return lam, np.log(2) / lam
