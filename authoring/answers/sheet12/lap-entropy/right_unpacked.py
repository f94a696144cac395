"""Unpacks the last two."""

import numpy as np


def lap_entropy(laps):
    *_, before, last = laps
    return -np.log(before / last)
