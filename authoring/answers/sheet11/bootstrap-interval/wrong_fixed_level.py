"""Always 95 %."""

import numpy as np

MISCONCEPTION = "fixed-level"
DESCRIPTION = "level has no effect: 95 % stands in the code."
HINT = "A number of this notebook stands in your code where an argument should."
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] for row in picks]
    return np.quantile(r, 0.025), np.quantile(r, 0.975)
