"""Rounds the slopes to three digits."""

import numpy as np

MISCONCEPTION = "tolerance-too-large"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.round(np.diff(y) / np.diff(x), 3)
    return 1 + np.count_nonzero(np.diff(slopes))
