"""A straight line through d itself."""

import numpy as np

MISCONCEPTION = "change-without-logarithm"
DESCRIPTION = "the line is fitted to d, not to ln d."
HINT = "On which axes is a power of t a straight line?"
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), d, 1)[0]
