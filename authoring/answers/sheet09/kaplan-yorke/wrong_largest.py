"""The largest alone."""

import numpy as np

MISCONCEPTION = "largest-only"
DESCRIPTION = "only the largest exponent stands in the numerator."
HINT = "The sum of the first j stands there."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + spectrum[0] / abs(spectrum[j]) if j else 0.0
