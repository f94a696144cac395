"""To the last row."""

import numpy as np

MISCONCEPTION = "window-to-the-end"
DESCRIPTION = "the window goes on to the last row instead of up to last."
HINT = "What spoils the end of the curve?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
