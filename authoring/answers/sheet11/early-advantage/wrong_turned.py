"""Loss less exponent."""

import numpy as np

MISCONCEPTION = "turned-around"
DESCRIPTION = "the difference has the opposite sign: it is the advantage of the early loss."
HINT = "Which of the two is the better predictor where the advantage is positive?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(early_loss, last_loss) - r(exponent, last_loss)
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(r(early_loss[rows], last_loss[rows]) - r(exponent[rows], last_loss[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
