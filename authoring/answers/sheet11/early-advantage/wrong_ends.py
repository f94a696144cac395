"""Interval ends subtracted."""

import numpy as np

MISCONCEPTION = "ends-subtracted"
DESCRIPTION = "two intervals are made, and their ends are subtracted; asked for is the interval of the differences."
HINT = "Is a difference of two quantiles the quantile of the differences?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    rows = [np.concatenate([np.flatnonzero(setting == k) for k in row]) for row in picks]
    one = np.quantile([r(exponent[i], last_loss[i]) for i in rows], [0.025, 0.975])
    two = np.quantile([r(early_loss[i], last_loss[i]) for i in rows], [0.025, 0.975])
    return r(exponent, last_loss) - r(early_loss, last_loss), one[0] - two[0], one[1] - two[1]
