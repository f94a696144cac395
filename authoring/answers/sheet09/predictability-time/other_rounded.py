"""Rounded."""

import numpy as np

LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(first, last + 1), curve[first : last + 1], 1)[0]
    return lam, round(np.log(2) / lam)
