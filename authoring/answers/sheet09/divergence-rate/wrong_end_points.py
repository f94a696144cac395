"""Two points."""

import numpy as np

MISCONCEPTION = "end-points-only"
DESCRIPTION = "only the first and the last row of the window count; a fit uses all of them."
HINT = "np.polyfit(t, y, 1) fits a line to all points."
LOSES = ["parting-test-rate"]


def divergence_rate(d, dt, first, last):
    y = np.log(d[first:last]).mean(axis=1)
    return (y[-1] - y[0]) / (dt * (len(y) - 1))
