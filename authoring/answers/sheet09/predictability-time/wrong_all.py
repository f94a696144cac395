"""The whole curve."""

import numpy as np

MISCONCEPTION = "whole-curve"
DESCRIPTION = "the whole curve is fitted; only the given range is straight."
HINT = "What are first and last for?"
LOSES = ["time-test"]


def predictability(curve, first, last):
    lam = np.polyfit(np.arange(len(curve)), curve, 1)[0]
    return lam, np.log(2) / lam
