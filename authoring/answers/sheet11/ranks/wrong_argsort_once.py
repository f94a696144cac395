"""The order instead of the ranks."""

import numpy as np

MISCONCEPTION = "order-for-ranks"
DESCRIPTION = "this is np.argsort: which value comes first, which second; asked for is at which place each value comes."
HINT = "The largest of n different values has rank n. Which number do you give it?"
LOSES = ["rank-test-order", "rank-test-ties"]


def ranks(x):
    return np.argsort(x, kind="stable") + 1
