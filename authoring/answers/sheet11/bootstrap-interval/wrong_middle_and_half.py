"""Middle and half-width."""

import numpy as np

MISCONCEPTION = "middle-and-half-width"
DESCRIPTION = "these are the middle and half the length; asked for are the two ends."
HINT = "What does the docstring say about the results?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    low, high = np.quantile(r, [(1 - level) / 2, (1 + level) / 2])
    return (low + high) / 2, (high - low) / 2
