"""Half of it."""

import numpy as np

LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).mean(axis=1)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0] / 2
