"""Right knots, values of g(f(x))."""

import numpy as np

MISCONCEPTION = "values-in-reversed-order"
DESCRIPTION = "the knots are right, but the values are g(f(x))."
HINT = "Read your last line from the inside outwards. Which map is applied to x?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += [np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i])), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return x, np.interp(np.interp(x, fx, fy), gx, gy)
