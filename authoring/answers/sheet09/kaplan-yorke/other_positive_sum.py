"""Positive sum over all negative."""

import numpy as np

LOSES = ["dimension-test"]


def kaplan_yorke(spectrum):
    sums = np.cumsum(spectrum)
    j = int((sums >= 0).sum())
    return spectrum[spectrum > 0].sum() / -spectrum[spectrum < 0].sum() + 0.5 * j
