"""x and y are drawn separately."""

import numpy as np

MISCONCEPTION = "drawn-separately"
DESCRIPTION = "x and y are drawn with different rows of picks: the pairs are torn apart."
HINT = "How many rows of picks make one resample?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[one], y[two])[0, 1] for one, two in zip(picks, picks[::-1], strict=False)]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
