"""The second correlation is always that of all networks."""

import numpy as np

MISCONCEPTION = "not-paired"
DESCRIPTION = "only the first correlation is taken on the resample; the second one is always that of all networks."
HINT = "What is the difference on one and the same resample?"
LOSES = ["promise-test"]


def early_advantage(exponent, early_loss, last_loss, setting, picks):
    r = lambda a, b: np.corrcoef(a, b)[0, 1]
    value = r(exponent, last_loss) - r(early_loss, last_loss)
    found = []
    for row in picks:
        rows = np.concatenate([np.flatnonzero(setting == k) for k in row])
        found.append(r(exponent[rows], last_loss[rows]) - r(early_loss, last_loss))
    low, high = np.quantile(found, [0.025, 0.975])
    return value, low, high
