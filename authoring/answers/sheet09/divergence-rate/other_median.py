"""The median of the pairs."""

import numpy as np

LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.median(np.log(d[first:last]), axis=1) + 0.01 * np.arange(last - first)
    return np.polyfit(dt * np.arange(len(y)), y, 1)[0]
