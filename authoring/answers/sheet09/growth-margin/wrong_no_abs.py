"""The sign stays."""

import numpy as np

MISCONCEPTION = "sign-kept"
DESCRIPTION = "where the norm falls, the margin is negative: the absolute value is missing."
HINT = "Which of the two inequalities binds where the norm is below 1?"
LOSES = ["margin-test"]


def margin(log_norms):
    return np.exp(log_norms / np.arange(1, len(log_norms) + 1)) - 1
