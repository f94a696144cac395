"""Without exp."""

import numpy as np

MISCONCEPTION = "logarithm-for-growth"
DESCRIPTION = "this is the exponent; for small ones it is close to epsilon, but it is not the same."
HINT = "What is ln(1 + epsilon)?"
LOSES = ["margin-test"]


def margin(log_norms):
    return np.abs(log_norms) / np.arange(1, len(log_norms) + 1)
