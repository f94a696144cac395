"""Through base 2."""

import numpy as np


def lap_entropy(laps):
    return np.log2(laps[-1] / laps[-2]) * np.log(2)
