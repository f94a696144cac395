"""Epochs counted from two."""

import numpy as np

MISCONCEPTION = "time-shifted"
DESCRIPTION = "the first change stands at t = 2 instead of 1."
HINT = "d_1 compares the rows 1 and 0. At which t does it belong?"
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(2, len(d) + 2)), np.log(d), 1)[0]
