"""The function of the colleague, unchanged."""

import numpy as np

MISCONCEPTION = "colleagues-function"
DESCRIPTION = "this is what the colleague computes, with all three of her mistakes."
HINT = "What should the interval of two rankings be that run exactly against each other?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    found = [abs(np.corrcoef(x[picks[r]], y[picks[r - 1]])[0, 1]) for r in range(len(picks))]
    return np.quantile(found, (1 - level) / 2), np.quantile(found, level)
