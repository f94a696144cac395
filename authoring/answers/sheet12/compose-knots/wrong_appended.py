"""Crossings behind the knots of g, unsorted."""

import numpy as np

MISCONCEPTION = "crossings-appended"
DESCRIPTION = "the crossings stand behind the knots of g instead of between them."
HINT = "np.interp takes knots in increasing order only."
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = list(gx)
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += list(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i]))
    x = np.array(x)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
