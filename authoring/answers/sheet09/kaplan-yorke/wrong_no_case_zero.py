"""Index -1 for j = 0."""

import numpy as np

MISCONCEPTION = "nothing-to-pay-with"
DESCRIPTION = "where the largest exponent is negative, the dimension is 0; the index -1 takes the sum of all."
HINT = "What is sums[j - 1] for j = 0?"
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + sums[j - 1] / abs(spectrum[j])
