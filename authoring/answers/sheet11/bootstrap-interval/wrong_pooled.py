"""One correlation of all resamples together."""

import numpy as np

MISCONCEPTION = "resamples-pooled"
DESCRIPTION = "all resamples are put together, so that there is one correlation, and no spread."
HINT = "How many correlations do R resamples give?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[picks].ravel(), y[picks].ravel())[0, 1]]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
