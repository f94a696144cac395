"""From the first row on."""

import numpy as np

MISCONCEPTION = "window-from-the-start"
DESCRIPTION = "the window begins at row 0 instead of first."
HINT = "What spoils the beginning of the curve?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[:last]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
