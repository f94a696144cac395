"""Slopes times places."""

import numpy as np

MISCONCEPTION = "values-instead-of-slopes"
DESCRIPTION = "these are values of the function at its knots, not slopes."
HINT = "How much does the slope change at a knot, and does that depend on where the knot lies?"
LOSES = ["steepest-test-slope"]


def steepest_slope(a, b):
    slopes = np.maximum(np.sort(b)[:, None] - b, 0) @ a
    return np.abs(slopes).max()
