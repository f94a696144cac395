"""One too many."""

import numpy as np

MISCONCEPTION = "one-too-many"
DESCRIPTION = "this is one too large."
HINT = "For which j is the sum of the first j still not negative?"
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + 1 + sums[j - 1] / abs(spectrum[j]) if j else 0.0
