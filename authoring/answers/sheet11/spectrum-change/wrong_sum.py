"""The sum over exponents."""

import numpy as np

MISCONCEPTION = "sum-over-exponents"
DESCRIPTION = "the squares are added up over the exponents; asked for is their mean."
HINT = "Should a network of twice as many units change twice as much?"
LOSES = ["change-test-size"]


def spectrum_change(spectra):
    d = np.sum(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
