"""The last exponent."""

import numpy as np

MISCONCEPTION = "divided-by-the-last"
DESCRIPTION = "the fraction is over the last exponent; it should be over the next one."
HINT = "Which exponent can no longer be paid for?"
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + sums[j - 1] / abs(spectrum[-1]) if j else 0.0
