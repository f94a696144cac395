"""LeCun's variance."""

import numpy as np

MISCONCEPTION = "one-instead-of-two"
DESCRIPTION = "He's has 1 / fan in instead of 2 / fan in."
HINT = "Half of the rectified units are off. What makes up for that?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(1 / k), np.sqrt(2 / (k + 1)), np.sqrt(1 / (4 * k * np.log(k)))
