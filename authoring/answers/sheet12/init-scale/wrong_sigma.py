"""sigma instead of sigma / sqrt(k)."""

import numpy as np

MISCONCEPTION = "times-root-k"
DESCRIPTION = "these are sigma, that is the standard deviations times the root of k."
HINT = "Is the variance of one weight sigma^2, or sigma^2 / k?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2), np.sqrt(2 * k / (k + 1)), np.sqrt(1 / (4 * np.log(k)))
