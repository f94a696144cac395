"""Multiplies by the slope where it should divide."""

import numpy as np

MISCONCEPTION = "slope-inverted"
DESCRIPTION = "the crossings lie elsewhere: the slope of the piece is used the wrong way round."
HINT = "A steep piece passes the level soon. Does your crossing come sooner where the slope is larger?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        crossings = gx[i] + (levels - gy[i]) * (gy[i + 1] - gy[i]) / (gx[i + 1] - gx[i])
        x += [crossings, gx[i + 1 : i + 2]]
    x = np.sort(np.concatenate(x))
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
