"""Multiplied by dt."""

import numpy as np

MISCONCEPTION = "multiplied-by-dt"
DESCRIPTION = "it is multiplied by dt instead of divided."
HINT = "With rows closer in time and the same distances, is the growth faster or slower?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).mean(axis=1)
    return np.polyfit(np.arange(len(y)) / dt, y, 1)[0]
