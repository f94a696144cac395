"""dt is left out."""

import numpy as np

MISCONCEPTION = "dt-missing"
DESCRIPTION = "dt has no effect: this is the slope per step."
HINT = "How far apart in time are two rows?"
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).mean(axis=1)
    return np.polyfit(np.arange(len(y)), y, 1)[0]
