"""The integral as a sum over 20 points."""

import numpy as np

LOSES = ["interpolation-test-cost"]


def interpolation(t, y):
    s = np.linspace(0, 1, 20)
    basis = np.maximum(t[:, None] - s, 0)
    c = np.linalg.lstsq(basis @ basis.T / 20, y, rcond=None)[0]
    return y @ c / 2, c
