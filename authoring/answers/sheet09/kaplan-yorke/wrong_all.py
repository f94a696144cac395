"""The sum of all."""

import numpy as np

MISCONCEPTION = "sum-of-all"
DESCRIPTION = "the sum is over all exponents."
HINT = "Only the first j stand in the numerator."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + sums[-1] / abs(spectrum[j]) if j else 0.0
