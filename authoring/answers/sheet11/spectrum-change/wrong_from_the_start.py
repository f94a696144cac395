"""The distance to the first spectrum."""

import numpy as np

MISCONCEPTION = "distance-to-the-first"
DESCRIPTION = (
    "the distance to the spectrum before training is measured; asked for is the change from one epoch to the next."
)
HINT = "Which two rows does d_2 compare?"
LOSES = ["change-test-size", "change-test-power"]


def spectrum_change(spectra):
    d = np.mean((spectra[1:] - spectra[0]) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
