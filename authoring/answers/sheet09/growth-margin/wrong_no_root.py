"""No root."""

import numpy as np

MISCONCEPTION = "no-root"
DESCRIPTION = "the root is missing: this compares the norm itself with 1."
HINT = "The bound is a power with exponent T - 1. Undo it."
LOSES = ["margin-test"]


def margin(log_norms):
    return np.abs(np.exp(log_norms) - 1)
