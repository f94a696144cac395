"""W alone."""

import numpy as np

MISCONCEPTION = "slope-missing"
DESCRIPTION = "this is W: the slope of tanh is missing."
HINT = "A saturated unit does not react. Where does your Jacobian say so?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(W @ h) ** 2
    return np.ones_like(slope)[:, None] * W
