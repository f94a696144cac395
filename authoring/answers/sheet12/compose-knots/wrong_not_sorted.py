"""Falling pieces give their crossings backwards."""

import numpy as np

MISCONCEPTION = "not-increasing"
DESCRIPTION = "the knots are the right ones, but not in increasing order."
HINT = "On a falling piece, which of two levels is passed first?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += [gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i]), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
