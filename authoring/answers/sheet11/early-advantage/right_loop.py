"""A loop over resamples."""

import numpy as np


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(exponent, last_loss) - r(early_loss, last_loss)
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(r(exponent[rows], last_loss[rows]) - r(early_loss[rows], last_loss[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
