"""A difference of logarithms."""

import numpy as np


def lap_entropy(laps):
    return np.diff(np.log(laps))[-1]
