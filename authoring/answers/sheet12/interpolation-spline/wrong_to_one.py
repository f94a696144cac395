"""Integrates up to 1."""

import numpy as np

MISCONCEPTION = "limit-one"
DESCRIPTION = "the integral runs to 1, although max(t - s, 0) is zero beyond t."
HINT = "Where is one of the two factors max(t - s, 0) zero?"
LOSES = ["interpolation-test-cost", "cheapest-test-cycle"]


def interpolation(t, y):
    K = np.multiply.outer(t, t) - np.add.outer(t, t) / 2 + 1 / 3
    c = np.linalg.lstsq(K, y, rcond=1e-9)[0]
    return y @ c / 2, c
