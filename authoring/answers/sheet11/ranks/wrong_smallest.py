"""Ties share the smallest rank."""

import numpy as np

MISCONCEPTION = "ties-smallest"
DESCRIPTION = "equal values share the smallest of their ranks, as in sports; asked for is the mean."
HINT = "What is the sum of all ranks without ties? And with yours?"
LOSES = ["rank-test-ties"]


def ranks(x):
    return np.searchsorted(np.sort(x), x, "left") + 1
