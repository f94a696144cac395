"""No logarithm."""

import numpy as np

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing: this is the slope of the distance itself."
HINT = "What of an exponential is a straight line?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = d[first:last].mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
