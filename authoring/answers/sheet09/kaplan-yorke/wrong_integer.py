"""j alone."""

import numpy as np

MISCONCEPTION = "fraction-missing"
DESCRIPTION = "the fraction is missing: this is j alone."
HINT = "An attractor may have a dimension that is no whole number."
LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    return int((sums >= 0).sum())
