"""Each inner knot of g as the end of one piece and as the start of the next."""

import numpy as np

MISCONCEPTION = "knots-twice"
DESCRIPTION = "the inner knots of g are there twice: as the end of one piece and as the start of the next."
HINT = "Two neighbouring pieces share a knot. Which of them keeps it?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = []
    for i in range(len(gx) - 1):
        low, high = min(gy[i], gy[i + 1]), max(gy[i], gy[i + 1])
        levels = fx[(fx > low) & (fx < high)]
        inner = np.sort(gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i]))
        x += [gx[i], *inner, gx[i + 1]]
    x = np.array(x)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
