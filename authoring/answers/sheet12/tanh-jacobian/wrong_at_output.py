"""The slope at the output."""

import numpy as np

MISCONCEPTION = "slope-at-the-output"
DESCRIPTION = "tanh is applied twice before the slope is taken."
HINT = "The slope of tanh at u is 1 - tanh(u)^2. Which number is u, and which one tanh(u)?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(np.tanh(W @ h)) ** 2
    return slope[:, None] * W
