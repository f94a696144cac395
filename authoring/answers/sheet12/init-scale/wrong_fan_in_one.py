"""Fan in and fan out exchanged."""

import numpy as np

MISCONCEPTION = "fan-in-is-one"
DESCRIPTION = "He's standard deviation takes fan in for 1; but the layer has k inputs and one output."
HINT = "How many numbers does the sum in f add up?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / 1), np.sqrt(2 / (k + 1)), np.sqrt(1 / (4 * k * np.log(k)))
