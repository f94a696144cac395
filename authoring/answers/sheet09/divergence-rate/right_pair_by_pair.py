"""The mean of the pairs' slopes is the slope of the mean."""

import numpy as np


def divergence_rate(d, dt, first, last):
    t = dt * np.arange(first, last)
    return np.polyfit(t, np.log(d[first:last]), 1)[0].mean()
