"""The sum of one more."""

import numpy as np

MISCONCEPTION = "sum-of-one-more"
DESCRIPTION = "the sum goes one exponent too far: it is that of j + 1."
HINT = "Python counts from 0: which entry of the cumulated sum belongs to j exponents?"
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + sums[j] / abs(spectrum[j]) if j else 0.0
