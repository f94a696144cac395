"""The number of positive exponents."""

import numpy as np

MISCONCEPTION = "positive-exponents-counted"
DESCRIPTION = "j is the number of exponents that are not negative; what counts is how long their sum is not."
HINT = "A negative exponent may be paid for by the ones before it."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((spectrum >= 0).sum())
    return j + sums[j - 1] / abs(spectrum[j]) if j else 0.0
