"""Two kinds of logarithm."""

import numpy as np

MISCONCEPTION = "two-bases"
DESCRIPTION = "one logarithm is natural, the other one to base ten."
HINT = "The base does not matter, as long as it is one."
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log10(d), 1)[0]
