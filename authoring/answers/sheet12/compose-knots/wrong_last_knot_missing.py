"""The end of the interval is forgotten."""

import numpy as np

MISCONCEPTION = "last-knot-missing"
DESCRIPTION = "the last knot, at x = 1, is missing."
HINT = "A walk over pieces that keeps the start of each ends one knot too early."
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = []
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += [gx[i], *np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i]))]
    x = np.array(x)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
