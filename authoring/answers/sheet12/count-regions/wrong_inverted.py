"""Divides by the rise."""

import numpy as np

MISCONCEPTION = "only-falling-slopes"
DESCRIPTION = "only bends at which the slope falls count."
HINT = "At the foot of the tent, does the slope grow or fall?"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y) / np.diff(x)
    steeper = np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + np.count_nonzero(-np.diff(slopes) > 1e-7 * steeper)
