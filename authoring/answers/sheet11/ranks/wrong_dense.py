"""Ties use up one rank."""

import numpy as np

MISCONCEPTION = "ties-dense"
DESCRIPTION = "equal values use up one rank together, so that all later ranks are too small."
HINT = "After two values that share the ranks 1 and 2, which rank comes next?"
LOSES = ["rank-test-ties"]


def ranks(x):
    return np.unique(x, return_inverse=True)[1] + 1
