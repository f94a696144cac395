"""Correlations without their signs."""

import numpy as np

MISCONCEPTION = "signs-dropped"
DESCRIPTION = "the correlations lose their signs, so an exponent that is wrong about the direction looks good."
HINT = "The sign is part of what the paper says. Where does it go?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = abs(r(exponent, last_loss)) - abs(r(early_loss, last_loss))
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(abs(r(exponent[rows], last_loss[rows])) - abs(r(early_loss[rows], last_loss[rows])))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
