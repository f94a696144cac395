"""The knots of g(f(x))."""

import numpy as np

MISCONCEPTION = "order-reversed"
DESCRIPTION = "this is g(f(x)): f is applied first."
HINT = "Which of the two maps gets x itself?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    fx, fy, gx, gy = gx, gy, fx, fy
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        x += [np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i])), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
