"""tanh twice."""

import numpy as np

MISCONCEPTION = "slope-at-the-output"
DESCRIPTION = "tanh is applied twice before its slope is taken."
HINT = "The slope of tanh at y is 1 - tanh(y)^2. Which number is y, and which one tanh(y)?"
LOSES = ["jacobian-test"]


def jacobian(A, W, z):
    x = W @ z
    on = x > 0
    slope = 1 - np.tanh(np.tanh(A @ np.maximum(x, 0))) ** 2
    return slope[:, None] * (A * on) @ W
