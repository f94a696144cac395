"""Base 10."""

import numpy as np

MISCONCEPTION = "logarithm-base-10"
DESCRIPTION = "the logarithm is to base 10; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log10(laps[-1] / laps[-2])
