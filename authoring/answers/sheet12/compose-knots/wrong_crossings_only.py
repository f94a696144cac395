"""The knots of g are forgotten."""

import numpy as np

MISCONCEPTION = "knots-of-g-missing"
DESCRIPTION = "only the crossings are there; the knots of g itself are missing."
HINT = "Where g bends, f(g(x)) bends as well."
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = []
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += list(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i]))
    x = np.sort(np.array(x))
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
