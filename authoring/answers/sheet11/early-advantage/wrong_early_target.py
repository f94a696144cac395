"""The exponent against the early loss."""

import numpy as np

MISCONCEPTION = "early-target"
DESCRIPTION = "the exponent is correlated with the early loss; it should foretell the last one."
HINT = "Which loss is to be foretold?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(exponent, early_loss) - r(early_loss, last_loss)
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(r(exponent[rows], early_loss[rows]) - r(early_loss[rows], last_loss[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
