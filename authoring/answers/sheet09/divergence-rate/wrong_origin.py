"""A line through the origin."""

import numpy as np

MISCONCEPTION = "through-the-origin"
DESCRIPTION = "the line is forced through the origin."
HINT = "A line has two numbers: slope and intercept."
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).mean(axis=1)
    t = dt * np.arange(first, last)
    return (t * y).sum() / (t * t).sum()
