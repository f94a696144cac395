"""Base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm is to base 2; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log2(d[first:last]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
