"""Mirrored at the estimate."""

import numpy as np

MISCONCEPTION = "mirrored"
DESCRIPTION = "this is the mirrored interval, 2 r minus the quantiles; asked for are the quantiles themselves."
HINT = "Which numbers does the text ask for the quantiles of?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    middle = np.corrcoef(x, y)[0, 1]
    low, high = np.quantile(r, [(1 - level) / 2, (1 + level) / 2])
    return 2 * middle - high, 2 * middle - low
