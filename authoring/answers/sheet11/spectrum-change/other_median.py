"""The median over exponents."""

import numpy as np

LOSES = ["change-test-size"]


def spectrum_change(spectra):
    d = np.median(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
