"""The slope at h."""

import numpy as np

MISCONCEPTION = "slope-at-the-state"
DESCRIPTION = "the slope of tanh is taken at h; it belongs at W h."
HINT = "What goes into tanh?"
LOSES = ["jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(h) ** 2
    return slope[:, None] * W
