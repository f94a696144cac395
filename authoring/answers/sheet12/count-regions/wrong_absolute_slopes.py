"""Sizes of slopes."""

import numpy as np

MISCONCEPTION = "sign-of-slope-ignored"
DESCRIPTION = "the sign of the slopes is ignored: a fold from 2 to -2 goes unnoticed."
HINT = "What happens at the top of the tent?"
LOSES = ["regions-test"]


def count_regions(x, y):
    slopes = np.diff(y) / np.diff(x)
    steeper = np.maximum(np.abs(slopes[:-1]), np.abs(slopes[1:]))
    return 1 + np.count_nonzero(np.abs(np.diff(np.abs(slopes))) > 1e-7 * steeper)
