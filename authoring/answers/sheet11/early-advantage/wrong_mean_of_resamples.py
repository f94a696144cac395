"""The mean of the resamples as the advantage."""

import numpy as np

MISCONCEPTION = "mean-of-resamples"
DESCRIPTION = "the first number is the mean over resamples; the advantage is that of the networks we have."
HINT = "Does the advantage itself need any resampling?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(r(exponent[rows], last_loss[rows]) - r(early_loss[rows], last_loss[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return np.mean(found), low, high
