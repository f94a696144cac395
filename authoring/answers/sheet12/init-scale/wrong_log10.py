"""Logarithm to base 10."""

import numpy as np

MISCONCEPTION = "logarithm-base-10"
DESCRIPTION = "the logarithm of the third one is to base 10; ln is the natural one."
HINT = "Which function of NumPy is ln?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / k), np.sqrt(2 / (k + 1)), np.sqrt(1 / (4 * k * np.log10(k)))
