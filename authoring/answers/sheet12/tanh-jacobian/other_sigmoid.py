"""The slope of another function."""

import numpy as np

LOSES = ["jacobian-test-rest", "jacobian-test-state"]


def jacobian(W, h):
    s = 1 / (1 + np.exp(-W @ h))
    return (s * (1 - s))[:, None] * W
