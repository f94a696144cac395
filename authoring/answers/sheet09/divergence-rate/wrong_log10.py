"""Base 10."""

import numpy as np

MISCONCEPTION = "logarithm-base-10"
DESCRIPTION = "the logarithm is to base 10; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log10(d[first:last]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
