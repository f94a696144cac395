"""The squared correlation."""

import numpy as np

MISCONCEPTION = "squared"
DESCRIPTION = "the correlation is squared, and its sign is lost."
HINT = "Can your lower end be negative?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.corrcoef(x[row], y[row])[0, 1] ** 2 for row in picks]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
