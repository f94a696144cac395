"""Bounds of uniform distributions."""

import numpy as np

LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(6 / k), np.sqrt(6 / (k + 1)), np.sqrt(3 / (4 * k * np.log(k)))
