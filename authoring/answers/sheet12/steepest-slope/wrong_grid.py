"""Finite differences on a grid."""

import numpy as np

MISCONCEPTION = "grid"
DESCRIPTION = "the slopes are differences on a grid, which steps over pieces that are shorter than its spacing."
HINT = "How long can the piece between two neighbouring biases be? Can you get its slope without any x?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    x = np.linspace(0, 1, 1001)
    y = np.maximum(x[:, None] - b, 0) @ a
    return np.max(np.abs(np.diff(y) / np.diff(x)))
