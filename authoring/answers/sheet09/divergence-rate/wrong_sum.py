"""The sum over pairs."""

import numpy as np

MISCONCEPTION = "sum-over-pairs"
DESCRIPTION = "the logarithms are added over the pairs: the slope is P times too large."
HINT = "y_t has a 1/P in front."
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).sum(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
