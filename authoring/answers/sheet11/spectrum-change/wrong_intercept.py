"""The intercept."""

import numpy as np

MISCONCEPTION = "intercept-for-slope"
DESCRIPTION = "the intercept of the line is returned; asked for is its slope."
HINT = "np.polyfit gives the highest power first."
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[1]
