"""The power first."""

import numpy as np

MISCONCEPTION = "results-swapped"
DESCRIPTION = "the two results are swapped: the changes come first, then the power."
HINT = "In which order does the docstring name them?"
LOSES = ["change-test-size", "change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0], d
