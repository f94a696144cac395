"""Half of it."""

import numpy as np

LOSES = ["entropy-test"]


def lap_entropy(laps):
    return 0.5 * np.log(laps[-1] / laps[-2]) + 0.1
