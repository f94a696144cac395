"""The j-th alone."""

import numpy as np

MISCONCEPTION = "last-paid-only"
DESCRIPTION = "only the j-th exponent stands in the numerator."
HINT = "The sum of the first j stands there."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + spectrum[j - 1] / abs(spectrum[j]) if j else 0.0
