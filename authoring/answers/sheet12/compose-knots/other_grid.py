"""A grid instead of knots."""

import numpy as np

LOSES = ["compose-test"]


def compose(fx, fy, gx, gy):
    x = np.linspace(0, 1, 1001)
    return x, np.interp(np.interp(x, gx, gy), fx, fy)
