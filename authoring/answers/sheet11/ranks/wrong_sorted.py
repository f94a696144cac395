"""The sorted values."""

import numpy as np

MISCONCEPTION = "sorted-values"
DESCRIPTION = "these are the values themselves in another order; asked for are their places."
HINT = "A rank says the how-manieth, not how large."
LOSES = ["rank-test-order", "rank-test-ties"]


def ranks(x):
    return np.sort(x)
