"""Slope per step, divided by dt."""

import numpy as np


def divergence_rate(d, dt, first, last):
    slope, _ = np.polyfit(range(last - first), np.log(d[first:last]).mean(axis=1), 1)
    return slope / dt
