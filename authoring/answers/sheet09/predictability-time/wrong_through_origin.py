"""Through the origin."""

import numpy as np

MISCONCEPTION = "through-the-origin"
DESCRIPTION = "the line is forced through the origin; it has a constant, too."
HINT = "Is ln of the first distance zero?"
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.dot(np.arange(first, last + 1), curve[first : last + 1]) / np.dot(
        np.arange(first, last + 1), np.arange(first, last + 1)
    )
    return lam, np.log(2) / lam
