"""The function of the colleague, unchanged."""

import numpy as np

MISCONCEPTION = "colleagues-function"
DESCRIPTION = "this is what the colleague computes, with both of her mistakes."
HINT = "What does her function say about an exponent that equals the early loss?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(exponent, last_loss) - r(early_loss, last_loss)
    found = []
    for row in picks:
        rows = np.isin(setting, row)
        found.append(r(exponent[rows], last_loss[rows]) - r(early_loss, last_loss))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
