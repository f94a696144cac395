"""Through the first and the last point."""

import numpy as np

MISCONCEPTION = "two-points-only"
DESCRIPTION = (
    "the line goes through the first and the last point only; asked for is the least squares line through all."
)
HINT = "What would one noisy epoch at the end do to your power?"
LOSES = ["change-test-power"]


def spectrum_change(spectra):
    d = np.mean(np.diff(spectra, axis=0) ** 2, axis=1)
    return d, np.log(d[-1] / d[0]) / np.log(len(d))
