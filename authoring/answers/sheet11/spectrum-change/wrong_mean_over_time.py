"""The mean over epochs."""

import numpy as np

MISCONCEPTION = "mean-over-epochs"
DESCRIPTION = "the mean is taken over the epochs, so that one number per exponent is left."
HINT = "How many numbers should d have: as many as epochs, or as exponents?"
LOSES = ["change-test-size", "change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=0)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
