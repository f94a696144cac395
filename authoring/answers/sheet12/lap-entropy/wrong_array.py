"""All steps."""

import numpy as np

MISCONCEPTION = "all-steps"
DESCRIPTION = "this is the growth in every step; asked for is one number."
HINT = "Which entry of your array is the best estimate?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.diff(np.log(laps))
