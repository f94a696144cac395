"""The first resample is left out."""

import numpy as np

LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks[1:]]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
