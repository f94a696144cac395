"""The variance of the differences."""

import numpy as np

MISCONCEPTION = "variance-of-differences"
DESCRIPTION = "the variance of the differences is taken: a shift of the whole spectrum counts for nothing."
HINT = "If all exponents rise by the same amount, has the spectrum changed?"
LOSES = ["change-test-size"]


def spectrum_change(spectra):
    d = np.var(np.diff(spectra, axis=0), axis=1)
    return d, np.polyfit(np.log(np.arange(1, len(d) + 1)), np.log(d), 1)[0]
