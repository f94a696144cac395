"""expm1."""

import numpy as np


def margin(log_norms):
    return np.abs(np.expm1(log_norms / np.arange(1, len(log_norms) + 1)))
