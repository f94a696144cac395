"""Upside down."""

import numpy as np

MISCONCEPTION = "fraction-inverted"
DESCRIPTION = "the fraction is upside down."
HINT = "The dimension lies between j and j + 1."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return j + abs(spectrum[j]) / sums[j - 1] if j else 0.0
