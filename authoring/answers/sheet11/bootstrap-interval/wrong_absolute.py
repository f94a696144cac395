"""The absolute correlation."""

import numpy as np

MISCONCEPTION = "sign-lost"
DESCRIPTION = "the sign of the correlation is lost."
HINT = "What would an interval around -0.6 look like?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [abs(np.corrcoef(x[row], y[row])[0, 1]) for row in picks]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
