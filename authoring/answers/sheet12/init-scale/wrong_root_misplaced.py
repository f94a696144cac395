"""The root of a part."""

import numpy as np

MISCONCEPTION = "root-of-a-part"
DESCRIPTION = "the third one takes the root of k ln k, but not of the 4."
HINT = "The root of a product takes the root of every factor."
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / k), np.sqrt(2 / (k + 1)), 1 / (4 * np.sqrt(k * np.log(k)))
