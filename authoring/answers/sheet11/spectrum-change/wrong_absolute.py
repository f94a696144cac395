"""The mean absolute difference."""

import numpy as np

MISCONCEPTION = "not-squared"
DESCRIPTION = "the differences are not squared."
HINT = "Which power of the differences stands in the formula?"
LOSES = ["change-test-size", "change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.abs(np.diff(spectra, axis=0)), axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
