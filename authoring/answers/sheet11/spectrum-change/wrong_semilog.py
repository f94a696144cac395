"""A straight line over t itself."""

import numpy as np

MISCONCEPTION = "time-without-logarithm"
DESCRIPTION = "the line is fitted over t, not over ln t: that tells an exponential decay, not a power."
HINT = "On which axes is a power of t a straight line?"
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.arange(1, len(d) + 1), np.log(d), 1)[0]
