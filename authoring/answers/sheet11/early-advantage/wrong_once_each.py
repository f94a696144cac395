"""A setting counts once however often it is drawn."""

import numpy as np

MISCONCEPTION = "counted-once"
DESCRIPTION = "a setting that is drawn twice enters the resample once, so that resamples are too small."
HINT = "How many networks does a resample hold if every setting has three?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(exponent, last_loss) - r(early_loss, last_loss)
    found = []
    for row in picks:
        rows = np.isin(setting, row)
        found.append(r(exponent[rows], last_loss[rows]) - r(early_loss[rows], last_loss[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
