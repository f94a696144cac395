"""Squared correlations."""

import numpy as np

LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(exponent, last_loss) ** 2 - r(early_loss, last_loss) ** 2
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(r(exponent[rows], last_loss[rows]) ** 2 - r(early_loss[rows], last_loss[rows]) ** 2)
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
