"""ln 2 times lambda."""

import numpy as np

MISCONCEPTION = "times-for-over"
DESCRIPTION = "the time is ln 2 times lambda; it should get shorter where errors grow faster."
HINT = "Solve e^(lambda t) = 2."
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(first, last + 1), curve[first : last + 1], 1)[0]
    return lam, np.log(2) * lam
