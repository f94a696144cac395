"""The units that are off."""

import numpy as np

MISCONCEPTION = "units-off"
DESCRIPTION = "the units that are off pass the change on."
HINT = "For which x does max(x, 0) change when x does?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x < 0
    slope = 1 - np.tanh(A @ np.maximum(x, 0)) ** 2
    return slope[:, None] * (A * on) @ W
