"""The whole series."""

import numpy as np

MISCONCEPTION = "window-ignored"
DESCRIPTION = "the window has no effect: the line is fitted to the whole series."
HINT = "first and last stand in the signature. Where in your code?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
