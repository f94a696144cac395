"""A loop."""

import math

import numpy as np


def margin(log_norms):
    return np.array([abs(math.exp(value / (n + 1)) - 1) for n, value in enumerate(log_norms)])
