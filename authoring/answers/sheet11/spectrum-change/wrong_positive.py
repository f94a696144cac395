"""The power without its sign."""

import numpy as np

MISCONCEPTION = "sign-flipped"
DESCRIPTION = "the sign of the power is flipped."
HINT = "Is the slope of a falling line positive?"
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, -np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
