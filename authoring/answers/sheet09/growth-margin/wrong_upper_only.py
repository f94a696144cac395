"""The upper bound only."""

import numpy as np

MISCONCEPTION = "upper-bound-only"
DESCRIPTION = "only the upper bound is used: where the norm falls, your margin is zero."
HINT = "The theorem has two inequalities."
LOSES = ["margin-test"]


def margin(log_norms):
    return np.maximum(np.exp(log_norms / np.arange(1, len(log_norms) + 1)) - 1, 0)
