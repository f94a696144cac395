"""Glorot without the output."""

import numpy as np

MISCONCEPTION = "fan-out-forgotten"
DESCRIPTION = "Glorot's is the same as He's: the fan out is missing."
HINT = "The layer has one output. Where does it enter?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / k), np.sqrt(2 / k), np.sqrt(1 / (4 * k * np.log(k)))
