"""Ranks of the absolute values."""

import numpy as np

MISCONCEPTION = "sign-ignored"
DESCRIPTION = "the absolute values are ranked: the sign is ignored."
HINT = "Which is smaller, -2 or 1?"
LOSES = ["rank-test-order", "rank-test-ties"]


def ranks(x):
    x = np.abs(x)
    below = (x[None, :] < x[:, None]).sum(axis=1)
    return below + ((x[None, :] == x[:, None]).sum(axis=1) + 1) / 2
