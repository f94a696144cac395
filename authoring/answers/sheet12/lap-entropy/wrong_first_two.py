"""The first two."""

import numpy as np

MISCONCEPTION = "first-step"
DESCRIPTION = "this is the growth in the first step, not in the last."
HINT = "The entropy is a limit. At which end of the array is n large?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log(laps[1] / laps[0])
