"""The diagonal alone."""

import numpy as np

MISCONCEPTION = "weights-missing"
DESCRIPTION = "this is the diagonal matrix of slopes: W is missing."
HINT = "The chain rule has an inner derivative, too."
LOSES = ["jacobian-test-rest", "jacobian-test-state"]


def jacobian(W, h):
    slope = 1 - np.tanh(W @ h) ** 2
    return np.diag(slope)
