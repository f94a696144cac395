"""The wrong exponent."""

import numpy as np

MISCONCEPTION = "divided-by-last-paid"
DESCRIPTION = "the fraction is over |lambda_j|; it should be over |lambda_{j+1}|."
HINT = "Python counts from 0: which entry is lambda_{j+1}?"
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + sums[j - 1] / abs(spectrum[j - 1]) if j else 0.0
