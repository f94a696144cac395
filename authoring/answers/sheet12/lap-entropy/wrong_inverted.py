"""Upside down."""

import numpy as np

MISCONCEPTION = "ratio-inverted"
DESCRIPTION = "the ratio is upside down, so the entropy is negative."
HINT = "Lap numbers grow. Should the entropy be positive?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log(laps[-2] / laps[-1])
