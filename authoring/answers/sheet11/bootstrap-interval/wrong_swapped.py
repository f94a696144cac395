"""High before low."""

import numpy as np

MISCONCEPTION = "ends-swapped"
DESCRIPTION = "the two ends are swapped: the lower one comes first."
HINT = "In which order does the docstring name the results?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    return np.quantile(r, (1 + level) / 2), np.quantile(r, (1 - level) / 2)
