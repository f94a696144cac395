"""Ranks from 0."""

import numpy as np

MISCONCEPTION = "ranks-from-zero"
DESCRIPTION = "the ranks begin with 0 instead of 1."
HINT = "Which rank has the smallest value?"
LOSES = ["rank-test-order", "rank-test-ties"]


def ranks(x):
    ordered = np.sort(x)
    return (np.searchsorted(ordered, x, "left") + np.searchsorted(ordered, x, "right") - 1) / 2
