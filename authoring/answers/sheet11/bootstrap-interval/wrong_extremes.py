"""The smallest and the largest."""

import numpy as np

MISCONCEPTION = "extremes"
DESCRIPTION = "these are the smallest and the largest correlation; asked for are quantiles."
HINT = "What would your interval do if there were ten times as many resamples?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    return min(r), max(r)
