"""A normal approximation."""

import numpy as np

MISCONCEPTION = "normal-interval"
DESCRIPTION = "this is mean plus and minus 1.96 standard deviations; asked for are quantiles."
HINT = "Can a correlation be larger than 1? Can your upper end?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    return np.mean(r) - 1.96 * np.std(r), np.mean(r) + 1.96 * np.std(r)
