"""No absolute value."""

import numpy as np

MISCONCEPTION = "sign-of-fraction"
DESCRIPTION = "the fraction is subtracted: lambda_{j+1} is negative, and its absolute value is meant."
HINT = "The dimension lies between j and j + 1."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + sums[j - 1] / spectrum[j] if j else 0.0
