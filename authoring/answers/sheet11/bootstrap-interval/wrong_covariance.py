"""The covariance."""

import numpy as np

MISCONCEPTION = "covariance"
DESCRIPTION = "this is the covariance; a correlation is divided by both standard deviations."
HINT = "Does your number change when the loss is given in bits?"
LOSES = ["bootstrap-test"]


def bootstrap_interval(x, y, picks, level=0.95):
    r = [np.cov(x[row], y[row])[0, 1] for row in picks]
    return np.quantile(r, (1 - level) / 2), np.quantile(r, (1 + level) / 2)
