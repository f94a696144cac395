"""Scales columns."""

import numpy as np

MISCONCEPTION = "columns-scaled"
DESCRIPTION = "the slopes multiply the columns; they belong to the rows."
HINT = "Does the slope of tanh belong to the unit that gives the value, or to the one that is listened to?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(W @ h) ** 2
    return slope * W
