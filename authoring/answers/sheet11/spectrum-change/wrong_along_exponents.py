"""Differences of neighbouring exponents."""

import numpy as np

MISCONCEPTION = "differences-along-the-spectrum"
DESCRIPTION = "differences of neighbouring exponents are taken; asked for are those of neighbouring epochs."
HINT = "Which axis of the array is the time?"
LOSES = ["change-test-size", "change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=1) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
