"""Logarithm to base 2."""

import numpy as np

MISCONCEPTION = "logarithm-base-2"
DESCRIPTION = "the logarithm of the third one is to base 2; ln is the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / k), np.sqrt(2 / (k + 1)), np.sqrt(1 / (4 * k * np.log2(k)))
