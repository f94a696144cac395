"""Row last is in."""

import numpy as np

MISCONCEPTION = "last-included"
DESCRIPTION = "the window is one row too long: row last does not count."
HINT = "d[first:last] holds last - first rows."
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first : last + 1]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
