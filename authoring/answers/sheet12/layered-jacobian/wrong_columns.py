"""Scales columns by the slopes of tanh."""

import numpy as np

MISCONCEPTION = "columns-scaled"
DESCRIPTION = "the slopes of tanh multiply the columns; they belong to the rows."
HINT = "Does the slope of tanh belong to the entry that gives the value, or to the one that is listened to?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 - np.tanh(A @ np.maximum(x, 0)) ** 2
    return ((A * on) @ W) * slope
