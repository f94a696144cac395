"""One pair."""

import numpy as np

MISCONCEPTION = "first-pair-only"
DESCRIPTION = "only the first pair counts."
HINT = "The mean is over all pairs."
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last])[:, 0]
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
