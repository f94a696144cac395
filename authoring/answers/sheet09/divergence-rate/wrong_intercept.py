"""The intercept."""

import numpy as np

MISCONCEPTION = "intercept"
DESCRIPTION = "this is the line's intercept, not its slope."
HINT = "np.polyfit returns the highest power first."
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[1]
