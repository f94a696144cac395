"""The knots of f as they are, instead of where g reaches them."""

import numpy as np

MISCONCEPTION = "knots-not-pulled-back"
DESCRIPTION = "the knots of f are taken as places x; but they are values that g(x) has to reach."
HINT = "f bends where its argument is one of fx. Its argument is g(x), not x."
LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = np.union1d(fx, gx)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
