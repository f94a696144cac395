"""Always length c."""

import numpy as np

MISCONCEPTION = "always-normalised"
DESCRIPTION = "short gradients are made longer; they should be left alone."
HINT = "What should happen with a gradient of length c / 2?"
LOSES = ["clip-test"]


def clip(G, c):
    length = np.sqrt((G**2).sum())
    return c * G / length if length > 0 else G
