"""Base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm is to base 2; nats come from the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log2(laps[-1] / laps[-2])
