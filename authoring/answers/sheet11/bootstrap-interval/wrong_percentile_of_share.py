"""Per cent and shares mixed up."""

import numpy as np

MISCONCEPTION = "per-cent-for-shares"
DESCRIPTION = "np.percentile wants per cent and got shares."
HINT = "Which quantile is np.percentile(r, 0.975): almost the largest, or almost the smallest?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    return np.percentile(r, (1 - level) / 2), np.percentile(r, (1 + level) / 2)
