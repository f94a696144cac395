"""Looks between gy[i] and gy[i + 1] as if every piece were rising."""

import numpy as np

MISCONCEPTION = "rising-pieces-only"
DESCRIPTION = "falling pieces get no crossings."
HINT = "Which of the two values of a piece is the lower one?"
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = [gx[:1]]
    for i in range(len(gx) - 1):
        levels = fx[(fx > gy[i]) & (fx < gy[i + 1])]
        x += [gx[i] + (levels - gy[i]) * (gx[i + 1] - gx[i]) / (gy[i + 1] - gy[i]), gx[i + 1 : i + 2]]
    x = np.concatenate(x)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
