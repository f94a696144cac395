"""Glorot of a square layer."""

import numpy as np

MISCONCEPTION = "fan-out-is-k"
DESCRIPTION = "Glorot's takes fan out for k; but the layer has k inputs and one output."
HINT = "How many outputs does the map have?"
LOSES = ["scale-test"]


def standard_deviations(k):
    return np.sqrt(2 / k), np.sqrt(2 / (k + k)), np.sqrt(1 / (4 * k * np.log(k)))
