"""The root of the mean square."""

import numpy as np

MISCONCEPTION = "root-taken"
DESCRIPTION = "the square root is taken; asked for is the mean square itself."
HINT = "If d falls as 1/t, how does its root fall?"
LOSES = ["change-test-size", "change-test-power"]


def spectrum_change(spectra):
    d = np.sqrt(np.mean(np.diff(spectra, axis=0) ** 2, axis=1))
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
