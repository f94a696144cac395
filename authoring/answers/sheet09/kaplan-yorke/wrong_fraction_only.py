"""The fraction alone."""

import numpy as np

MISCONCEPTION = "j-missing"
DESCRIPTION = "j is missing: this is the fraction alone."
HINT = "The dimension lies between j and j + 1."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return sums[j - 1] / abs(spectrum[j]) if j else 0.0
