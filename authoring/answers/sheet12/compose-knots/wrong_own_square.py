"""Composes g with itself."""

import numpy as np

MISCONCEPTION = "outer-map-ignored"
DESCRIPTION = "this is g(g(x)): the outer map f has no effect."
HINT = "Change fy and call your function again. Does anything change?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = gx[(gx > low) & (gx < high)]
        x += [np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i])), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return x, np.interp(np.interp(x, gx, gy), gx, gy)
