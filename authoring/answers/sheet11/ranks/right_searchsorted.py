"""Two searches in the sorted values."""

import numpy as np


def ranks(x):
    ordered = np.sort(x)
    return (np.searchsorted(ordered, x, "left") + np.searchsorted(ordered, x, "right") + 1) / 2
