"""Divides by T."""

import numpy as np

MISCONCEPTION = "one-step-too-many"
DESCRIPTION = "the root is taken with T; after T - 1 steps it is the (T - 1)-th."
HINT = "How many steps lead from z_1 to z_2?"
LOSES = ["margin-test"]


def margin(log_norms):
    return np.abs(np.exp(log_norms / np.arange(2, len(log_norms) + 2)) - 1)
