"""Returns f at the knots."""

import numpy as np

MISCONCEPTION = "values-of-f"
DESCRIPTION = "the values are those of f at x: g is not applied first."
HINT = "Two maps have to be applied to every knot, one after the other."
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += [np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i])), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return x, np.interp(x, fx, fy)
