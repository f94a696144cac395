"""Over two steps."""

import numpy as np

MISCONCEPTION = "two-steps"
DESCRIPTION = "the growth is taken over another step than the last one."
HINT = "Which entry of the array is l_(n-1)?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log(laps[-1] / laps[max(-3, -len(laps))])
