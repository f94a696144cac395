"""Logarithm of the mean."""

import numpy as np

MISCONCEPTION = "logarithm-of-the-mean"
DESCRIPTION = "this is the logarithm of the mean distance; asked for is the mean of the logarithms."
HINT = "A few pairs that part fast carry the mean of d. Whom does the mean of ln d favour?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last].mean(axis=1))
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
