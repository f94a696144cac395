"""From the first to the last."""

import numpy as np

MISCONCEPTION = "average-growth"
DESCRIPTION = "this is the average growth over all steps, not the growth in the last one."
HINT = "Early lap numbers are far from the limit. Which two count?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return np.log(laps[-1] / laps[0]) / (len(laps) - 1)
