"""The difference."""

import numpy as np

MISCONCEPTION = "difference-of-laps"
DESCRIPTION = "this is the logarithm of a difference; a rate of growth comes from a ratio."
HINT = "Exponential growth: what is the same in every step, the difference or the ratio?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log(abs(laps[-1] - laps[-2]) + 1e-300)
