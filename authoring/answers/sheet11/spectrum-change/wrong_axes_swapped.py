"""ln t over ln d."""

import numpy as np

MISCONCEPTION = "axes-swapped"
DESCRIPTION = "the line is fitted to ln t over ln d; asked for is the other way round."
HINT = "Which of the two is the horizontal axis?"
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(d), np.log(np.arange(1, len(d) + 1)), 1)[0]
