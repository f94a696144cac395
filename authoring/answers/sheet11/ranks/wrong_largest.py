"""Ties share the largest rank."""

import numpy as np

MISCONCEPTION = "ties-largest"
DESCRIPTION = "equal values share the largest of their ranks; asked for is the mean."
HINT = "What is the sum of all ranks without ties? And with yours?"
LOSES = ["rank-test-ties"]


def ranks(x):
    return np.searchsorted(np.sort(x), x, "right")
